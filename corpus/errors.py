"""Errors that people see: one base, a subclass for each kind of remedy.

The message is a whole Chinese sentence with the value, the place and what to do; `ui` prints it as it is.
"""

import errno

_REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹而不是文件",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "文件名太长",
}


class PolicybotError(Exception):
    """Base of every error that a user can mend; its text is shown without a traceback."""


class DocumentError(PolicybotError):
    """One source file cannot be read; the others go on."""

    def __init__(self, source: str, reason: str, remedy: str) -> None:
        super().__init__(f"{source}：{reason}。{remedy}")
        self.source = source
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str, str]]:
        return DocumentError, (self.source, self.reason, self.remedy)


def system_reason(exc: OSError) -> str:
    """Why the system refused, in Chinese for the common causes."""
    return _REASONS.get(exc.errno or 0, exc.strerror or str(exc) or "系统错误")

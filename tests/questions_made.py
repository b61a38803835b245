"""A report and two questions on it, one of them with a wrong answer, for the tests of evaluations."""

REPORT = """余姚市科学技术局2023年工作总结和2024年工作思路

一、2023年工作总结
全年新增高新技术企业128家，技术交易额达到66亿元。

二、2024年工作思路
力争全社会研发投入强度达到3.4%，高新技术企业总量突破900家。
"""
GOOD = {
    "id": "1", "question": "余姚2024年研发投入强度目标是多少？", "kind": "lookup_number", "answer": "3.4%",
    "must_contain": ["3.4%"], "evidence": ["研发投入强度达到3.4%"],
}  # fmt: skip
BAD = {**GOOD, "id": "2", "question": "2023年技术交易额达到多少？", "answer": "67亿元", "must_contain": ["67亿元"],
       "evidence": ["技术交易额达到66亿元"]}  # fmt: skip

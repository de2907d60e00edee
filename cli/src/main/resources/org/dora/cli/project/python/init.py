"""{{purpose}}"""

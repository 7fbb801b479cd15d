"""The engine: reads formulas, decides claims, reports verdicts; knows no paper and no game."""

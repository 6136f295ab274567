// Commands print their progress in CI, line by line; tests expect the same words wherever they run.
delete process.env["CI"];

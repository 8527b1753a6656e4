# Workspaces and environments stand side by side in one account: whatever AWS wants unique carries both, once.
locals {
  setup = contains(["default", var.environment], terraform.workspace) ? var.environment : "${var.environment}-${terraform.workspace}"
}

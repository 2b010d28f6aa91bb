using Cer.Workflows.Running;

namespace Cer.Workflows.Hosting;

/// <summary>An instance that is put down and not yet begun.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="StartKey">What it is begun for: the same is begun once.</param>
/// <param name="TriggerKey">The trigger that began it; null when none did.</param>
/// <param name="Tells">When its parent hears of it.</param>
public sealed record NewInstance(WorkflowState State, string StartKey, string? TriggerKey, string? Tells);

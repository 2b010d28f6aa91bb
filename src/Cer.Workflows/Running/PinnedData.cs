namespace Cer.Workflows.Running;

/// <summary>What an activity is taken to have come to.</summary>
/// <param name="Outputs">Its outputs, by their names.</param>
/// <param name="Outcomes">Where it goes on; <c>Done</c> when none is named.</param>
public sealed record PinnedData(OrderedDictionary<string, object?> Outputs, IReadOnlyList<string> Outcomes);

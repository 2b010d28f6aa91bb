namespace Cer.Host.Workflows;

/// <summary>Something that a trial would have done outside.</summary>
/// <param name="Kind">mail, http, effect, log, read or wait.</param>
/// <param name="ActivityId">Which activity.</param>
/// <param name="Text">What, in one line.</param>
internal sealed record TrialEffect(string Kind, string? ActivityId, string Text);

namespace Cer.Workflows.Hosting;

/// <summary>Something for the world outside, written down with the step that wants it.</summary>
/// <param name="Kind"><c>mail</c>, or <c>response</c>, which somebody fetches.</param>
/// <param name="Key">The same for every attempt: by it the receiver recognises what it has.</param>
/// <param name="ExecutionId">Who wants it.</param>
/// <param name="Payload">What it says.</param>
public sealed record OutboxItem(string Kind, string Key, int ExecutionId, OrderedDictionary<string, object?> Payload);

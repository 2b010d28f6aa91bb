namespace Cer.Exchange.UrbanDatasets;

/// <summary>The body of a push: the collaboration it belongs to, and what became of its dataset.</summary>
/// <remarks>The resource is as sent; null when the body could not be read so far.</remarks>
public sealed record PushRequest(string? ResourceId, UrbanDatasetOutcome Dataset);

namespace Cer.Workflows.Running;

/// <summary>What came of a request.</summary>
/// <param name="StatusCode">0 when no answer came.</param>
/// <param name="Content">The body.</param>
/// <param name="ContentType">As the server named it.</param>
/// <param name="Headers">Of the answer.</param>
/// <param name="TimedOut">Whether it took too long; otherwise, without an answer, the server could not be reached.</param>
public sealed record HttpAnswer(
    int StatusCode, byte[] Content, string? ContentType, OrderedDictionary<string, object?> Headers, bool TimedOut = false);

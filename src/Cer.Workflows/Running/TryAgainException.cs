namespace Cer.Workflows.Running;

/// <summary>An activity did not get through, and may be tried again as its definition says.</summary>
public sealed class TryAgainException(string message) : Exception(message);

namespace Cer.Operations.Documents;

/// <summary>No PDF can be made here at all; the message says what is missing.</summary>
public sealed class PressException(string message) : Exception(message);

namespace Cer.Operations.Paying.Payouts;

/// <summary>A batch whose day to be paid on has passed before its file was made.</summary>
public sealed class PastDayException(string message) : Exception(message);

namespace Cer.Operations.Paying.Payouts;

/// <summary>The file of a batch.</summary>
/// <param name="Name">As it is downloaded.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Content">Its bytes, always the same.</param>
public sealed record PayoutFile(string Name, string MediaType, byte[] Content);

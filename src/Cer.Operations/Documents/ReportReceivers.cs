namespace Cer.Operations.Documents;

/// <summary>Addresses that were chosen for the month report, as the settings have them; none: those who run the community.</summary>
public sealed record ReportReceivers(IReadOnlyList<string> Addresses);

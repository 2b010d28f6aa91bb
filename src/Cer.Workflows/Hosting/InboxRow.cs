namespace Cer.Workflows.Hosting;

/// <summary>A message as it lies in the inbox.</summary>
public sealed record InboxRow(long Id, InboxMessage Message, int Attempts);

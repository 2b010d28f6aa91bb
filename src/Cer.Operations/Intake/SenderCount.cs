namespace Cer.Operations.Intake;

/// <summary>How many messages of a sender were refused because there were too many.</summary>
public sealed record SenderCount(SenderKey Sender, long Messages, long Bytes);

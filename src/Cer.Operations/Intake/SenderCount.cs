namespace Cer.Operations.Intake;

/// <summary>How many messages of a sender were refused at the door.</summary>
public sealed record SenderCount(SenderKey Sender, RefusedAtDoor Why, long Messages, long Bytes);

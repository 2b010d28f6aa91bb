namespace Cer.Operations.Intake;

/// <summary>A message as it came on the topic of a device.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Payload">The bytes; nobody may change them afterwards.</param>
public readonly record struct TopicMessage(string Topic, ReadOnlyMemory<byte> Payload);

using Cer.Operations.Ports;

namespace Cer.Operations.Intake;

/// <summary>What the store did with a message.</summary>
/// <param name="IngestId">Its row in the ingest log; of the earlier row when the message was there already.</param>
/// <param name="Readings">What happened to the readings of its stored lines.</param>
/// <param name="AlreadyExists">A message of this identity is stored; of this one nothing was.</param>
public sealed record IntakeReceipt(long IngestId, AppendCounts Readings, bool AlreadyExists)
{
    /// <summary>The sender's evidence of the day is full, and nothing of the message could be stored: it is only counted.</summary>
    public bool IsLeftOut { get; init; }

    public int Added => Readings.Added;

    public int Unchanged => Readings.Unchanged;

    public int Corrected => Readings.Corrected;
}

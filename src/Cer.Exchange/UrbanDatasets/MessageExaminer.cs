using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Examines the bytes of one message against what is known: from text to verdicts in one step.</summary>
public static class MessageExaminer
{
    public static MessageVerdict Examine(ReadOnlySpan<byte> utf8, Instant now, MeterKnowledge known) =>
        UrbanDatasetReader.Read(utf8) switch
        {
            UrbanDatasetOutcome.Refused refused => new MessageVerdict.Refused(refused.Reason),
            UrbanDatasetOutcome.Read read => OpenMessage.TryOpen(read.Message, now, out var opened, out var refusal)
                ? new MessageVerdict.Examined(opened.Judge(known))
                : new MessageVerdict.Refused(refusal),
            var other => throw new NotSupportedException($"Found {other.GetType().Name}, expected Read or Refused."),
        };
}

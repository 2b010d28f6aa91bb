using Cer.Host.Mail;
using Cer.Operations.Documents;
using NodaTime.Text;

namespace Cer.Host.Documents;

/// <summary>How the letters with a document stand, as JSON.</summary>
internal sealed record SentView(string State, string At)
{
    public static SentView? Of(SentState? sent) => sent is { } known
        ? new(LetterRow.StateWord(known.State), InstantPattern.General.Format(known.At))
        : null;
}

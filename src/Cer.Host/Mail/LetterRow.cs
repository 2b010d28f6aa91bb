using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>A letter in a list; its address is masked.</summary>
internal sealed record LetterRow(long Id, string To, string Subject, string State, int Attempts, string At, string? Problem)
{
    public static LetterRow Of(ListedLetter letter) => new(
        letter.Standing.Id,
        letter.To.Masked,
        letter.Subject,
        StateWord(letter.Standing.State),
        letter.Standing.Attempts,
        NodaTime.Text.InstantPattern.General.Format(letter.Standing.At),
        letter.Standing.Problem?.Replace(letter.To.ToString(), letter.To.Masked, StringComparison.OrdinalIgnoreCase));

    public static string StateWord(LetterState state) => state switch
    {
        LetterState.Waiting => "waiting",
        LetterState.Sent => "sent",
        LetterState.Failed => "failed",
        LetterState.Uncertain => "uncertain",
        LetterState.Withheld => "withheld",
        _ => "bounced",
    };
}

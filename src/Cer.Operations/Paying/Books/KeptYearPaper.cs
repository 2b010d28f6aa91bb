using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>A paper of a year's account, as the archive has it.</summary>
/// <param name="Paper">Its number: the first is the community's.</param>
/// <param name="Member">Whose it is; null for the community's.</param>
/// <param name="Pages">How many pages; null while it is not pressed.</param>
/// <param name="Sha256">Hash of the PDF; null while it is not pressed.</param>
/// <param name="Problem">Why it cannot be pressed; null when it can.</param>
/// <param name="At">When it was handed out.</param>
public sealed record KeptYearPaper(int Paper, int? Member, int? Pages, string? Sha256, string? Problem, Instant At)
{
    public bool IsWaiting => Sha256 is null && Problem is null;
}

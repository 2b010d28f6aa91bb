using Cer.Host.Documents;
using Cer.Operations.Mine;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>The member's account of a year, as JSON.</summary>
internal sealed record MineYearView(
    int Year, int Number, string Document, int Pages, string Sha256, string At, SentView? Sent)
{
    public static MineYearView Of(MineYearPaper paper, SentView? sent) => new(
        paper.Year,
        paper.Number,
        FormattableString.Invariant($"{paper.Year}/{paper.Number}-{paper.Paper}"),
        paper.Pages,
        paper.Sha256,
        InstantPattern.General.Format(paper.At),
        sent);
}

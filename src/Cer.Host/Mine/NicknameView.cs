using Cer.Operations.Mine;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>How a member is called in the ranking, and the ranking; null where fewer than five are in it.</summary>
internal sealed record NicknameView(string? Nickname, NicknameView.RankingView? Ranking)
{
    public static NicknameView Of(string? nickname, IReadOnlyList<RankedName> ranking) => new(
        nickname,
        ranking is [var first, ..]
            ? new(
                YearMonthPattern.Iso.Format(first.Month),
                [.. ranking.Select(one => new PlaceView(
                    one.Place, one.Nickname, Math.Round((decimal)one.Share * 100, 1, MidpointRounding.AwayFromZero), one.IsOwn))])
            : null);

    internal sealed record RankingView(string Month, IReadOnlyList<PlaceView> Places);

    internal sealed record PlaceView(int Place, string Nickname, decimal SharePercent, bool Own);
}

using Cer.Domain;
using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Exchange.Curves;

/// <summary>One day of one point as a distributor's file tells it, quarter by quarter in the order of time.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Day">The Rome day.</param>
/// <param name="Quarters">Micro-kWh of its 92, 96 or 100 quarters; negative when missing, which is not zero.</param>
/// <param name="Quality">Measured or estimated; the worse when parts of it differ.</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">The line it begins on.</param>
public sealed record CurveDay(
    Pod Pod, LocalDate Day, IReadOnlyList<long> Quarters, Quality Quality, string File, long Line)
{
    /// <summary>The quality of each quarter, where parts of the day differ.</summary>
    public IReadOnlyList<Quality>? Qualities { get; init; }

    public Quality QualityOf(int quarter) => Qualities is { } each ? each[quarter] : Quality;
}

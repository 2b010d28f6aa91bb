using NodaTime;

namespace Cer.Exchange.Curves;

/// <summary>Says how 96 values of a day on which the clocks change are read.</summary>
internal static class ClockChange
{
    public static string Sentence(LocalDate day) => QuarterLayout.CountOf(day) == 92
        ? $"found 96 values for {QuarterLayout.Text(day)}, which has 92 quarters: the hour from 02:00, which it has"
            + " not, would be passed over"
        : $"found 96 values for {QuarterLayout.Text(day)}, which has 100 quarters: the hour from 02:00 would be taken as the first of"
            + " the two, and the second would be missing";
}

using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Exchange.Tests.Curves;

/// <summary>Any day, written in any form, is read back.</summary>
public class CurvePropertyTests
{
    private static readonly LocalDate First = new(2024, 1, 1);

    private static readonly Arbitrary<(LocalDate Day, long[] Quarters)> Days = (
        from day in Gen.OneOf(
            Gen.Choose(0, 1500).Select(First.PlusDays), Gen.Constant(CurveSample.March), Gen.Constant(CurveSample.October))
        from quarters in Gen.OneOf(Gen.Choose(-1, 40).Select(value => (long)value), Gen.Choose(0, 999_999).Select(value =>
            value * 1_000_003L))
            .ArrayOf(CurveSample.CountOf(day))
        where quarters[^1] >= 0 && quarters.Any(value => value >= 0)
        select (day, quarters)).ToArbitrary();

    [Fact]
    public void A_day_is_read_back_from_each_form() => Prop.ForAll(Days, day =>
    {
        foreach (var text in Forms(day.Day, day.Quarters))
        {
            var file = CurveSample.Read(text);
            Assert.True(file.Faults.IsEmpty, CurveSample.Faults(file));
            Assert.False(file.NeedsConfirmation);
            Assert.Equal(day.Quarters, file.Days.Single().Quarters);
            Assert.Equal(day.Day, file.Days.Single().Day);
        }
    }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Forms(LocalDate day, long[] quarters)
    {
        var count = quarters.Length;
        yield return CurveSample.Wide($"{CurveSample.Day(day)};{string.Join(';', quarters.Select(Cell))}");
        yield return CurveSample.Wide($"{CurveSample.Day(day)};{string.Join(';', quarters.Select(value => $"\"{Cell(value)}\""))};");
        yield return $"POD;{CurveSample.Code}\nData;Ora;Consumo\n" + string.Concat(quarters.Select((value, q) =>
            $"{CurveSample.Day(day)};{CurveSample.Label(Clock(count, q))};{Cell(value)}\n"));

        static int Clock(int count, int q) => count == 92 && q >= 8 ? q + 4 : count == 100 && q >= 12 ? q - 4 : q;
        var month = $"{day.Month:00}/{day.Year}";
        yield return CurveSample.Flow($"<Misura>{(count == 100
            ? Element(day, 2, quarters[..12], 1) + Element(day, 3, quarters[12..], 9)
            : Element(day, count == 92 ? 1 : 0, quarters, 1))}</Misura>", month);
    }

    private static string Element(LocalDate day, int dst, long[] quarters, int first) =>
        $"<Ea Dst=\"{dst}\" {string.Join(' ', quarters.Select((value, q) => $"E{q + first}=\"{Cell(value)}\""))}>{day.Day}</Ea>";

    private static string Cell(long micro) => micro < 0 ? "" : $"{micro / 1_000_000},{micro % 1_000_000:000000}";
}

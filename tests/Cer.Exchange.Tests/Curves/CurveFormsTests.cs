using System.Text;
using Cer.Domain.Codes;
using Cer.Exchange.Curves;

namespace Cer.Exchange.Tests.Curves;

/// <summary>Three forms of the same month tell the same quarters; the files are made by hand, see their README.</summary>
public class CurveFormsTests
{
    [Theory]
    [InlineData("january", 1, 31, 31 * 96)]
    [InlineData("march", 3, 31, (31 * 96) - 4)]
    [InlineData("october", 10, 31, (31 * 96) + 4)]
    public void A_month_has_the_same_quarters_in_every_form(string month, int number, int days, int quarters)
    {
        foreach (var name in (string[])[$"{month}.csv", $"{month}-long.csv", $"{month}.xml"])
        {
            var file = CurveSample.Read(CurveSample.Oracle(name));
            Assert.True(file.Faults.IsEmpty, CurveSample.Faults(file));
            Assert.Empty(file.Warnings);
            Assert.Equal(days, file.Days.Count);
            Assert.Equal(quarters, file.Days.Sum(day => day.Quarters.Count));
            foreach (var (day, place) in file.Days.Select((day, place) => (day, place)))
            {
                Assert.Equal((CurveSample.Point, 2026, number, place + 1), (day.Pod, day.Day.Year, day.Day.Month, day.Day.Day));
                Assert.Equal(Quality.Measured, day.Quality);
                // d kWh and q thousandths, in micro-kWh.
                Assert.Equal(Enumerable.Range(0, day.Quarters.Count).Select(q => ((place + 1) * 1_000_000L) + (q * 1_000L)), day.Quarters);
            }
        }
    }

    [Fact]
    public void An_empty_cell_is_missing_and_a_zero_is_zero()
    {
        var file = CurveSample.Read(CurveSample.Wide($"14/01/2026;;0;0,5{string.Concat(Enumerable.Repeat(";\"1\"", 93))}"));
        Assert.True(file.Faults.IsEmpty, CurveSample.Faults(file));
        Assert.Equal([-1, 0, 500_000, 1_000_000], file.Days.Single().Quarters.Take(4));
    }

    [Fact]
    public void Ninety_six_values_on_a_day_of_92_wait_for_a_person_and_pass_the_hour_over_that_is_not()
    {
        var cells = Enumerable.Range(0, 96).Select(i => i is >= 8 and < 12 ? "" : $"{i}");
        var file = CurveSample.Read(CurveSample.Wide($"29/03/2026;{string.Join(';', cells)}"));
        Assert.True(file.NeedsConfirmation);
        Assert.Equal(
            Enumerable.Range(0, 96).Where(i => i is < 8 or >= 12).Select(i => i * 1_000_000L), file.Days.Single().Quarters);
        Assert.Equal(
            "curve:3: row: found energy from 02:00 to 03:00 of 2026-03-29, an hour which that day has not, expected a value for each"
                + " quarter, empty when it is missing",
            CurveSample.Faults(CurveSample.Read(CurveSample.Wide(CurveSample.Row("29/03/2026", 96)))));
    }

    [Fact]
    public void Ninety_six_values_on_a_day_of_100_wait_for_a_person_and_leave_the_second_hour_missing()
    {
        var expected = Enumerable.Range(0, 100).Select(i => i is >= 12 and < 16 ? -1 : 250_000L).ToArray();
        var rows = string.Concat(Enumerable.Range(0, 96).Select(i => $"25/10/2026;{CurveSample.Label(i)};0,25\n"));
        var values = string.Join(' ', Enumerable.Range(1, 96).Select(i => $"E{i}=\"0,25\""));
        foreach (var text in (string[])
        [
            CurveSample.Wide(CurveSample.Row("25/10/2026", 96)),
            $"POD;{CurveSample.Code}\nData;Ora;Consumo\n{rows}",
            CurveSample.Flow($"<Misura><Ea {values}>25</Ea></Misura>", "10/2026"),
        ])
        {
            var file = CurveSample.Read(text);
            Assert.True(file.Faults.IsEmpty, CurveSample.Faults(file));
            Assert.True(file.NeedsConfirmation);
            Assert.Equal(expected, file.Days.Single().Quarters);
        }
    }

    [Theory]
    [InlineData("14/01/2026", 92, "curve:3: row: found 92 values for 2026-01-14, which has 96 quarters")]
    [InlineData("14/01/2026", 100, "curve:3: row: found 100 values for 2026-01-14, which has 96 quarters")]
    [InlineData("29/03/2026", 100, "curve:3: row: found 100 values for 2026-03-29, which has 92 quarters")]
    [InlineData("25/10/2026", 92, "curve:3: row: found 92 values for 2026-10-25, which has 100 quarters")]
    [InlineData("31/02/2026", 96, "curve:3: Giorno: found 31/02/2026, expected a day as 31/01/2026")]
    public void A_row_that_does_not_fit_its_day_is_told_with_its_line(string day, int count, string sentence) =>
        Assert.StartsWith(sentence, CurveSample.Faults(CurveSample.Read(CurveSample.Wide(CurveSample.Row(day, count)))));

    [Theory]
    [InlineData("0.250")]
    [InlineData("-1")]
    [InlineData("=1+1")]
    [InlineData("1e3")]
    [InlineData("1,")]
    [InlineData(",5")]
    [InlineData("1234567")]
    [InlineData("0,0000001")]
    [InlineData("NaN")]
    public void What_is_no_energy_is_told_with_its_column(string value)
    {
        var row = $"14/01/2026;0;{value}{string.Concat(Enumerable.Repeat(";0", 94))}";
        Assert.Equal(
            $"curve:3: column 3: found {value}, expected {CurveSample.EnergyForm}",
            CurveSample.Faults(CurveSample.Read(CurveSample.Wide(row))));
    }

    [Fact]
    public void A_file_without_its_point_takes_the_one_given_and_refuses_another()
    {
        var row = CurveSample.Row("14/01/2026", 96);
        var bare = $"{CurveSample.Header}\n{row}\n{row}\n";
        Assert.Equal(
            "curve:2: POD: found no POD, expected a line POD;IT… before the header, or the point given with the file",
            CurveSample.Faults(CurveSample.Read(bare)));
        Assert.Equal(CurveSample.Point, CurveSample.Read(bare, CurveSample.Point).Days.Single().Pod);
        Assert.Equal(
            "curve:1: POD: found another point than the one given, expected the file of that point",
            CurveSample.Faults(CurveSample.Read(CurveSample.Wide(row), Cer.Domain.Pod.Parse("IT999E00000002", null))));
    }

    [Fact]
    public void A_flow_tells_estimates_multipliers_replacements_and_cancellations()
    {
        var day = string.Join(' ', Enumerable.Range(1, 96).Select(i => $"E{i}=\"1\""));
        var file = CurveSample.Read(CurveSample.Flow(
            $"<Motivazione>2</Motivazione><DatiPdp><Ka>20</Ka></DatiPdp><Misura><TipoDato>S</TipoDato><Ea Dst=\"0\""
                + $" {day}>1</Ea></Misura>"));
        Assert.Equal((Quality.Estimated, 1_000_000), (file.Days.Single().Quality, file.Days.Single().Quarters[0]));
        Assert.Equal(
            [
                "curve:2: Motivazione: found 2: these values replace earlier ones",
                "curve:2: Ka: found Ka 20: the values are taken as they stand, as if it were 1",
            ],
            file.Warnings.Select(warning => warning.ToString()));

        var cancelled = CurveSample.Read(CurveSample.Flow($"<Motivazione>3</Motivazione><Misura><Ea {day}>1</Ea></Misura>"));
        Assert.Empty(cancelled.Days);
        Assert.StartsWith("curve:2: Motivazione: found 3, a cancellation", cancelled.Warnings.Single().ToString());
    }

    [Fact]
    public void What_the_distributor_has_not_validated_is_an_estimate_and_that_is_told()
    {
        var day = string.Join(' ', Enumerable.Range(1, 96).Select(i => $"E{i}=\"1\""));
        var file = CurveSample.Read(CurveSample.Flow(
            $"<Misura><TipoDato>E</TipoDato><Validato>N</Validato><Ea {day}>1</Ea></Misura><Misura><Ea {day}>2</Ea></Misura>"));
        Assert.Equal([Quality.Estimated, Quality.Measured], file.Days.Select(one => one.Quality));
        Assert.Equal(
            "curve:2: Validato: found N: the distributor has not validated these values; they are taken as estimates, and what devices"
                + " say stands before",
            Assert.Single(file.Warnings).ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rectification_gives_the_quarters_it_replaces_its_own_quality_wherever_in_the_archive_it_is(bool isFirst)
    {
        var old = Flow("", "S", string.Join(' ', Enumerable.Range(1, 96).Select(i => $"E{i}=\"1\"")));
        var part = Flow("<Motivazione>2</Motivazione>", "E", "E1=\"2\" E2=\"1\"");
        var whole = Flow("<Motivazione>2</Motivazione>", "E", string.Join(' ', Enumerable.Range(1, 96).Select(i => $"E{i}=\"2\"")));
        var half = Zip(part).Days.Single();
        Assert.Equal([2_000_000, 1_000_000, 1_000_000], half.Quarters.Take(3));
        Assert.Equal((Quality.Estimated, Quality.Measured), (half.Quality, half.QualityOf(1)));
        Assert.Equal(Quality.Estimated, half.QualityOf(2));
        var all = Zip(whole).Days.Single();
        Assert.Equal((Quality.Measured, Quality.Measured), (all.Quality, all.QualityOf(5)));
        Assert.All(all.Quarters, value => Assert.Equal(2_000_000, value));

        string Flow(string why, string kind, string values) =>
            CurveSample.Flow($"{why}<Misura><TipoDato>{kind}</TipoDato><Ea {values}>1</Ea></Misura>");

        CurveFile Zip(string newer)
        {
            var file = CurveSample.Read(HostileCurvesTests.Zip(
                ("a.xml", Encoding.UTF8.GetBytes(isFirst ? newer : old)), ("b.xml", Encoding.UTF8.GetBytes(isFirst ? old : newer))));
            Assert.True(file.Faults.IsEmpty, CurveSample.Faults(file));
            return file;
        }
    }

    [Fact]
    public void Quarters_named_by_their_ends_or_out_of_order_are_refused()
    {
        var ends = Enumerable.Range(1, 96).Select(i => CurveSample.Label(i % 96)).ToArray();
        Assert.Equal(
            "curve:98: Ora: found a quarter that comes before the one above it, expected each quarter by its start, in order\n"
                + "curve:3: Ora: found quarters from 00:15 to 00:00, named by their ends, expected each quarter by its start,"
                + " from 00:00 to 23:45",
            CurveSample.Faults(Long([.. ends.Select(label => ("14/01/2026", label))])));
        Assert.Equal(
            "curve:3: Ora: found quarters from 00:15 to 00:00, named by their ends, expected each quarter by its start,"
                + " from 00:00 to 23:45",
            CurveSample.Faults(Long([.. ends.Select(label => (label == "00:00" ? "15/01/2026" : "14/01/2026", label))])));
        Assert.Equal(
            "curve:98: Ora: found 24:00, expected the start of a quarter of an hour, 00:00 to 23:45",
            CurveSample.Faults(Long([.. ends.Select(label => ("14/01/2026", label == "00:00" ? "24:00" : label))])));
        Assert.Equal(
            "curve:4: Ora: found a quarter that comes before the one above it, expected each quarter by its start, in order",
            CurveSample.Faults(Long(("14/01/2026", "00:30"), ("14/01/2026", "00:15"), ("14/01/2026", "00:45"))));
        // Days may come in any order, and with holes.
        Assert.True(Long(("15/01/2026", "00:00"), ("15/01/2026", "00:45"), ("14/01/2026", "00:15")).Faults.IsEmpty);

        static CurveFile Long(params (string Day, string Label)[] rows) => CurveSample.Read(
            $"POD;{CurveSample.Code}\nData;Ora;Consumo\n{string.Concat(rows.Select(row => $"{row.Day};{row.Label};0,25\n"))}");
    }

    [Fact]
    public void Two_values_of_one_quarter_are_a_fault_and_the_same_twice_is_not()
    {
        var one = CurveSample.Row("14/01/2026", 96);
        Assert.True(CurveSample.Read(CurveSample.Wide(one, one)).Faults.IsEmpty);
        Assert.Equal(
            "curve:4: day: found another value for a quarter of 2026-01-14 that curve:3 tells, expected one value for a quarter",
            CurveSample.Faults(CurveSample.Read(CurveSample.Wide(one, CurveSample.Row("14/01/2026", 96, "1")))));
    }
}

using System.Globalization;
using System.Text;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Exchange.Rows;
using Cer.Operations.Board;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Settlement.Detecting;
using Cer.Storage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>A list says nothing of the quantities that its rows do not name.</summary>
public class ListTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Whatever_lists_tell_of_one_or_both_directions_the_last_word_of_each_stands_and_said_again_is_no_news() =>
        Prop.ForAll(Lists().ToArbitrary(), lists => HoldsAsync(lists).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(20));

    [Fact]
    public async Task An_import_that_is_taken_back_is_gone_though_a_list_of_the_other_direction_came_after_it()
    {
        var community = await postgres.CommunityAsync();
        await SendAsync(community, Told(null, 1m, Quality.Estimated));
        var import = await ImportAsync(community);
        Assert.Equal((5m, 1m), Energies(await NoonAsync(community)));
        await SendAsync(community, Told(null, 2m, Quality.Estimated));
        Assert.Equal((5m, 2m), Energies(await NoonAsync(community)));

        var curves = new ImportCurves(postgres.Communities, new CurveStore(postgres.App), TimeProvider.System);
        Assert.IsType<CurveUndoOutcome.Done>(await curves.UndoAsync(community, import, "altri", Cancellation));
        Assert.Equal((null, 2m), Energies(await NoonAsync(community)));
    }

    [Fact]
    public async Task An_estimate_that_is_taken_back_leaves_a_file_that_had_told_the_same()
    {
        var community = await postgres.CommunityAsync();
        await SendAsync(community, Told(1m, 2m, Quality.Estimated));
        var mends = new Mends(postgres, community);
        var mend = await mends.EstimateAsync(EnergyFlow.Injected, 5m);
        Assert.NotNull(mend);
        var import = await ImportAsync(community);
        Assert.IsType<MendOutcome.Done>(await mends.WithdrawAsync(mend.Value));
        Assert.Equal((5m, 2m), Energies(await NoonAsync(community)));

        var curves = new ImportCurves(postgres.Communities, new CurveStore(postgres.App), TimeProvider.System);
        Assert.IsType<CurveUndoOutcome.Done>(await curves.UndoAsync(community, import, "altri", Cancellation));
        Assert.Equal((1m, 2m), Energies(await NoonAsync(community)));
    }

    private async Task HoldsAsync(Row[] lists)
    {
        var community = await postgres.CommunityAsync();
        foreach (var list in lists)
        {
            await SendAsync(community, list.Reading);
            Assert.Equal(new AppendCounts(0, 1, 0), await SendAsync(community, list.Reading));
        }

        // The rule said again: of each direction its last measure, else its last estimate.
        Row? injected = Last(lists, row => row.Injected), withdrawn = Last(lists, row => row.Withdrawn);
        var standing = await NoonAsync(community);
        Assert.Equal((injected?.Injected, withdrawn?.Withdrawn), Energies(standing));
        if (standing is not null)
        {
            Assert.Equal(
                injected is { Quality: not Quality.Measured } || withdrawn is { Quality: not Quality.Measured },
                standing.Quality != Quality.Measured);
        }
    }

    /// <summary>A month's file of what was given, estimated: 5 kWh in each quarter of the 14th.</summary>
    private async Task<long> ImportAsync(CommunityId community)
    {
        var curves = new ImportCurves(postgres.Communities, new CurveStore(postgres.App), TimeProvider.System);
        var day = string.Join(' ', Enumerable.Range(1, 96).Select(i => $"E{i}=\"5\""));
        var flow = $"""
            <FlussoMisure><DatiPod><Pod>{Sample.School.Code}</Pod><MeseAnno>01/2026</MeseAnno>
            <Misura><TipoDato>S</TipoDato><Ea {day}>14</Ea></Misura></DatiPod></FlussoMisure>
            """;
        var report = await curves.ApplyAsync(
            community, new("curve.xml", Encoding.UTF8.GetBytes(flow), CurveDirection.Injected, null), "chi", confirmed: true, Cancellation);
        Assert.True(report.Import is not null, string.Join('\n', report.Faults.Faults));
        return report.Import.Value;
    }

    private static Row? Last(Row[] lists, Func<Row, decimal?> value) =>
        lists.LastOrDefault(row => value(row) is not null && row.Quality == Quality.Measured)
        ?? lists.LastOrDefault(row => value(row) is not null);

    private static Gen<Row[]> Lists() => (
        from quality in Gen.Elements(Quality.Measured, Quality.Measured, Quality.Estimated, Quality.Calculated)
        from injected in Gen.Choose(-3, 3)
        from withdrawn in Gen.Choose(injected < 0 ? 0 : -3, 3)
        select new Row(injected < 0 ? null : injected, withdrawn < 0 ? null : withdrawn, quality))
        .ListOf().Select(rows => rows.ToArray());

    private static Reading Told(decimal? injected, decimal? withdrawn, Quality quality) => new Row(injected, withdrawn, quality).Reading;

    private static (decimal?, decimal?) Energies(Reading? reading) =>
        (reading?.Injected?.KilowattHours, reading?.Withdrawn?.KilowattHours);

    private async Task<Reading?> NoonAsync(CommunityId community)
    {
        await foreach (var one in postgres.Readings.LatestAsync(
            community, new(Sample.Noon, Sample.Noon + Duration.FromMinutes(15)), Cancellation)) return one;
        return null;
    }

    private async Task<AppendCounts> SendAsync(CommunityId community, params Reading[] readings)
    {
        var take = new TakeRows(postgres.Communities, postgres.Intake, postgres.Readings, TimeProvider.System);
        var answer = await take.RunAsync(
            new()
            {
                Community = community,
                Source = IntakeSource.Rest,
                Account = "house",
                Name = "readings.json",
                Raw = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid()}")),
                Rows = new([.. readings.Select((reading, i) => new ReadingRow(i + 1, reading))], new FaultList()),
            },
            Cancellation);
        return Assert.IsType<RowsAnswer.Stored>(answer).Receipt.Readings;
    }

    /// <summary>A list of one row.</summary>
    internal sealed record Row(decimal? Injected, decimal? Withdrawn, Quality Quality)
    {
        public Reading Reading => new()
        {
            Pod = Sample.School,
            Start = Sample.Noon,
            Minutes = 15,
            Injected = Injected is { } i ? Sample.Kwh(i) : null,
            Withdrawn = Withdrawn is { } w ? Sample.Kwh(w) : null,
            Quality = Quality,
        };
    }
}

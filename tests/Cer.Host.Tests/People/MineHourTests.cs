using System.Net;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.People;

/// <summary>An hour that a member asks about tells its own, and of two families nothing by which one could see the other.</summary>
public class MineHourTests(PeopleFixture fixture)
{
    private static readonly Instant Eleven = Instant.FromUtc(2026, 5, 20, 9, 0);

    private PeopleServer Server => fixture.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // By hand: the roof gives 3 kWh; Anna's home takes 1, her shop 1, Bruno's home 4: of 6 taken 3 are shared, 1 of them hers.
    [Fact]
    public async Task A_member_is_told_its_own_hour_and_not_that_of_the_others()
    {
        var village = await Village.FoundAsync(Server);
        await Services.GetRequiredService<IReadingStore>().AppendAsync(
            village.Id,
            IntakeSource.File,
            [
                At(Village.AnnasHome) with { Withdrawn = Kwh(1), Quality = Quality.Estimated },
                At(Village.Shop) with { Withdrawn = Kwh(1) },
                At(Village.BrunosHome) with { Withdrawn = Kwh(4) },
                At(Village.Roof) with { Withdrawn = Kwh(0), Injected = Kwh(3) },
            ],
            Cancellation);
        Assert.IsType<SettleOutcome.Settled>(await Services.GetRequiredService<SettleStored>().RunAsync(
            village.Id, new MarketMonth(2026, 5), new MarketMonth(2026, 5), null, "test", null, Cancellation));

        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/hour?at=2026-05-20T09:00:00Z")).Json;
        Assert.Equal(
            """{"withdrawnKwh":2,"injectedKwh":0,"sharedKwh":1,"points":2,"missingPoints":0,"quality":"estimated","estimateEur":null}""",
            told["member"]!.ToJsonString());
        Assert.Equal(
            """{"injectedKwh":null,"withdrawnKwh":null,"sharedKwh":3,"members":null,"missingPoints":0,"unmeasuredPoints":1}""",
            told["community"]!.ToJsonString());
        // The roof is Bruno's, who is a person: its premium is not told apart. There is no price, so none is known.
        var unit = Assert.Single(told["units"]!.AsArray())!;
        Assert.Equal(("hour.units", true), ((string)unit["code"]!, unit["about"] is null && unit["facts"]!.AsArray().Count == 0));

        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        var own = (await bruno.GetAsync("/api/mine/hour?at=2026-05-20T09:00:00Z")).Json;
        Assert.Equal("UP-B", (string)own["units"]![0]!["about"]!);
        Assert.Equal(3m, (decimal)own["community"]!["injectedKwh"]!);
        Assert.Null(own["community"]!["withdrawnKwh"]);

        // Of another member nothing, whatever is asked; and a moment that is no hour is refused.
        Assert.Equal(
            HttpStatusCode.NotFound, (await anna.GetAsync($"/api/mine/hour?at=2026-05-20T09:00:00Z&member={village.Bruno}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.GetAsync("/api/mine/hour?at=2026-05-20T09:15:00Z")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("/api/mine/hour?at=2025-05-20T09:00:00Z")).Status);
    }

    private IServiceProvider Services => Server.App.Services;

    private static Reading At(Pod pod) => new() { Pod = pod, Start = Eleven, Minutes = 60 };

    private static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);
}

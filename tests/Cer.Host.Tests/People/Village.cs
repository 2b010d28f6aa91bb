using System.Text;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Operations.Importing;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.People;

/// <summary>A community of two families and a roof, with a point that passed from one family to the other.</summary>
internal sealed record Village(CommunityId Id, string Code, int Anna, int Bruno)
{
    public static readonly Pod AnnasHome = Pod.Parse("IT999E00000011", null);
    public static readonly Pod BrunosHome = Pod.Parse("IT999E00000012", null);
    public static readonly Pod Shop = Pod.Parse("IT999E00000013", null);
    public static readonly Pod Roof = Pod.Parse("IT999E00000014", null);

    private const string Contract = """
        name: Borgo di Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: anna, name: Famiglia Anna, category: natural_person}
          - {id: bruno, name: Famiglia Bruno, category: natural_person}
        pods:
          - {pod: IT999E00000011, member: anna, from: 2024-03-01}
          - {pod: IT999E00000012, member: bruno, from: 2024-03-01}
          - {pod: IT999E00000013, member: bruno, from: 2024-03-01, to: 2026-05-10}
          - {pod: IT999E00000013, member: anna, from: 2026-05-11}
          - {pod: IT999E00000014, member: bruno, from: 2024-03-01}
        plants:
          - {id: UP-B, pod: IT999E00000014, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    public PersonRole AnnaOnly => new(Role.Member, Id, Code, Anna);

    public PersonRole BrunoOnly => new(Role.Member, Id, Code, Bruno);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Village> FoundAsync(PeopleServer server)
    {
        var code = $"c{Guid.NewGuid():N}";
        var faults = new FaultList();
        var stored = await server.App.Services.GetRequiredService<ImportCommunity>().RunAsync(
            code, Encoding.UTF8.GetBytes(Contract), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        var numbers = server.App.Services.GetRequiredService<IMemberNumbers>();
        return new(
            stored!.Community,
            code,
            (await numbers.FindAsync(stored.Community, "anna", Cancellation))!.Value,
            (await numbers.FindAsync(stored.Community, "bruno", Cancellation))!.Value);
    }

    /// <summary>Stores hours from an instant on.</summary>
    public Task TakeAsync(PeopleServer server, Pod pod, string? unit, Instant start, params decimal?[] kilowattHours) =>
        server.App.Services.GetRequiredService<IHourStore>().AppendAsync(
            Id,
            [
                .. kilowattHours.Select((amount, hour) => new MeterHour(
                    pod,
                    unit,
                    MarketHour.StartingAt(start + Duration.FromHours(hour)),
                    unit is null ? null : Energy(amount),
                    unit is null ? Energy(amount) : null,
                    amount is null ? null : Cer.Domain.Codes.Quality.Measured)),
            ],
            Cancellation);

    private static Energy? Energy(decimal? amount) => amount is { } known ? Domain.Energy.FromKilowattHours(known)
        : null;
}

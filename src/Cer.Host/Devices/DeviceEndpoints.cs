using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Devices;

/// <summary>The devices of a community: listed, enrolled, given a new credential, retired; and meters that are swapped.</summary>
internal static class DeviceEndpoints
{
    private const decimal MostKwh = 1_000_000_000m;
    private const int MostAlerts = 5000;

    public static void MapDevices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}").WithTags("Devices");
        group.MapGet("/devices", List).RequireStaff()
            .WithSummary("The devices, their points and accounts, and when each was last heard.");
        Writes(group.MapPost("/devices", Enrol)).WithSummary("Enrols a device; the answer has its password, this once.");
        Writes(group.MapPost("/devices/{device}/renew", Renew)).WithSummary("Gives a device a new password; the old one is good no more.");
        Writes(group.MapPost("/devices/{device}/retire", Retire))
            .WithSummary("Retires a device: what it sends counts no more, by whatever door it comes.");
        Writes(group.MapPost("/swaps", Swap)).WithSummary("Records that a meter gave way to another, with their totals.");
    }

    private static RouteHandlerBuilder Writes(RouteHandlerBuilder endpoint) => endpoint
        .RequireRoles(Role.Administrator, Role.Operator).WithMetadata(new BodySize(SmallBody.MostBytes));

    private static async Task<IResult> List(
        string community,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        IAlertStore alerts,
        IPowerStore powers,
        IRegistryView registry,
        DeviceDesk desk,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (csv, problem) = Asked.Format(format);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var points = (await registry.NumbersAsync(found, cancellation)).Points;
        var heard = (await alerts.HeardAsync(found, Instant.FromDateTimeOffset(time.GetUtcNow()), cancellation))
            .ToDictionary(one => one.Device, one => one.LastHeard, StringComparer.Ordinal);
        var silent = (await alerts.ListAsync(found, MostAlerts, cancellation)).Where(alert => alert.ResolvedAt is null)
            .ToLookup(alert => alert.Device, alert => alert.Since, StringComparer.Ordinal);
        var told = await powers.LastAsync(found, cancellation);
        var accounts = (await desk.AccountsAsync(cancellation)).Where(account => account.Community == community)
            .SelectMany(account => account.Devices.Select(device => (device, account.Name)))
            .ToDictionary(pair => pair.device, pair => pair.Name, StringComparer.Ordinal);
        DeviceRow[] rows =
        [
            .. (await desk.RegistryAsync(found, cancellation)).Devices.Values
                .OrderBy(device => device.Id, CodePointOrder.Instance)
                .Select(device => new DeviceRow(
                    device.Id,
                    points[device.Pod.Code],
                    device.Pod.Code[^4..],
                    Asked.Meter(device.Meter),
                    device.Unit,
                    accounts.GetValueOrDefault(device.Id),
                    heard.TryGetValue(device.Id, out var last) ? InstantPattern.General.Format(last) : null,
                    silent[device.Id].Select(InstantPattern.General.Format).FirstOrDefault(),
                    device.RetiredAt is { } retired ? InstantPattern.General.Format(retired) : null)
                {
                    Power = told.TryGetValue(device.Id, out var power) ? PowerRow.Of(power) : null,
                }),
        ];
        return Answer.Table(context, csv, $"{community}-dispositivi", rows, DeviceRow.Columns);
    }

    private static async Task<IResult> Enrol(
        string community,
        HttpRequest request,
        ICommunityStore communities,
        IRegistryView numbers,
        DeviceDesk desk,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<DeviceRequest>(request, cancellation);
        if (asked is null) return problem!;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (asked.Id is not { } id || !DeviceCommand.IsFormed(id))
            return Problems.Bad("Found another name, expected 1 to 64 letters, digits, dots, hyphens and underscores.");
        if (asked.Meter is not ("M1" or "M2")) return Problems.Bad("Found another meter, expected M1 or M2.");
        var registry = await desk.RegistryAsync(found, cancellation);
        var code = (await numbers.NumbersAsync(found, cancellation)).Points.FirstOrDefault(point => point.Value == asked.Point).Key;
        if (code is null || !Pod.TryParse(code, null, out var pod))
            return Problems.Bad("Found no such point, expected the number of one of the community.");
        if (asked.Unit is { } unit && !registry.Units[pod].Contains(unit))
            return Problems.Bad("Found another unit, expected one of the point, or none.");
        if ((await desk.AccountsAsync(cancellation)).Any(account => account.Community == community && account.Devices.Contains(id)))
        {
            return TypedResults.Problem(
                "Found a device that publishes already, expected a new one: give it a new password instead.", statusCode: 409);
        }

        var who = request.HttpContext.Person().Login;
        await desk.RegisterAsync(
            found, new(id, pod, asked.Meter == "M2" ? MeterRole.Production : MeterRole.Exchange, asked.Unit), who, cancellation);
        return TypedResults.Json(await desk.GrantAsync(found, community, id, id, who, cancellation), statusCode: 201);
    }

    private static async Task<IResult> Renew(
        string community,
        string device,
        HttpRequest request,
        ICommunityStore communities,
        DeviceDesk desk,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<DeviceRequest>(request, cancellation);
        if ((problem ?? SmallBody.Reason(asked!.Reason)) is { } wrong) return wrong;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (!(await desk.AccountsAsync(cancellation)).Any(account => account.Community == community && account.Name == device))
            return Problems.NotFound("Found no such device with a password of its own, expected one that devices lists.");
        await desk.NoteAsync(found, device, "mqtt renewed", asked!.Reason!, request.HttpContext.Person().Login, cancellation);
        return TypedResults.Ok(
            await desk.GrantAsync(found, community, device, device, request.HttpContext.Person().Login, cancellation));
    }

    private static async Task<IResult> Retire(
        string community,
        string device,
        HttpRequest request,
        ICommunityStore communities,
        DeviceDesk desk,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<DeviceRequest>(request, cancellation);
        if ((problem ?? SmallBody.Reason(asked!.Reason)) is { } wrong) return wrong;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var who = request.HttpContext.Person().Login;
        var (done, toDo) = await desk.RetireAsync(found, device, asked!.Reason!, who, cancellation);
        if (!done) return Problems.NotFound("Found no such device in service, expected one that devices lists.");
        return TypedResults.Ok(new { id = device, toDo });
    }

    private static async Task<IResult> Swap(
        string community,
        HttpRequest request,
        ICommunityStore communities,
        IMeterSwapStore swaps,
        IRegistryView numbers,
        DeviceDesk desk,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<SwapRequest>(request, cancellation);
        if ((problem ?? SmallBody.Reason(asked!.Reason)) is { } wrong) return wrong;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (asked!.Meter is not ("M1" or "M2")) return Problems.Bad("Found another meter, expected M1 or M2.");
        if (OffsetDateTimePattern.Rfc3339.Parse(asked.At ?? "") is not { Success: true, Value: var moment }
            || moment.Year is < 2019 or > 2100 || moment.ToInstant().ToUnixTimeTicks() % (15 * NodaConstants.TicksPerMinute) != 0)
            return Problems.Bad("Found another instant, expected the start of a quarter of an hour such as 2026-10-25T11:15:00Z.");
        var codes = (await numbers.NumbersAsync(found, cancellation)).Points;
        var code = codes.FirstOrDefault(point => point.Value == asked.Point).Key;
        var units = code is null ? [] : (await desk.RegistryAsync(found, cancellation)).Units[Pod.Parse(code, null)];
        if (SwapCommand.UnitProblem(asked.Meter, asked.Unit, units) is { } misfit) return Problems.Bad($"{misfit}.");
        decimal?[] totals =
        [
            asked.FinalWithdrawnKwh, asked.FinalInjectedKwh, asked.FinalProducedKwh,
            asked.InitialWithdrawnKwh, asked.InitialInjectedKwh, asked.InitialProducedKwh,
        ];
        if (totals.Any(total => total is < 0 or > MostKwh || (total is { } kwh && decimal.Round(kwh, 6) != kwh)))
            return Problems.Bad($"Found another total, expected 0 to {MostKwh} kWh with at most six decimals.");
        var at = moment.ToInstant();
        var id = await swaps.AddAsync(
            found,
            asked.Point ?? 0,
            asked.Meter == "M2" ? MeterRole.Production : MeterRole.Exchange,
            asked.Unit,
            new(at, Of(asked.FinalInjectedKwh), Of(asked.FinalWithdrawnKwh), Of(asked.FinalProducedKwh)),
            new(at, Of(asked.InitialInjectedKwh), Of(asked.InitialWithdrawnKwh), Of(asked.InitialProducedKwh)),
            asked.Reason!.Trim(),
            request.HttpContext.Person().Login,
            cancellation);
        return id is null
            ? Problems.Bad("Found no such point, or a swap of this meter at this instant, expected a new one.")
            : TypedResults.Json(new { id }, statusCode: 201);
    }

    private static Energy? Of(decimal? kwh) => kwh is { } known ? Energy.FromKilowattHours(known) : null;
}

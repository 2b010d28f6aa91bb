using System.CommandLine;
using System.Globalization;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Host.Data;
using Cer.Host.Truth;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Host.Devices;

/// <summary>The verb <c>device swap</c>: records that a meter gave way to another.</summary>
internal static class SwapCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community.", Required = true };
        var point = new Option<string>("--point") { Description = "The POD, or the point's number as pages show it.", Required = true };
        var meter = new Option<string>("--meter") { Description = "M1 or M2.", DefaultValueFactory = _ => "M1" };
        var unit = new Option<string?>("--unit") { Description = "The production unit it measures, where the point has several." };
        var at = new Option<string>("--at") { Description = "When, the start of a quarter such as 2026-10-25T11:15:00Z.", Required = true };
        var final = new Option<decimal[]>("--final")
        {
            Description = "Last totals of the old meter in kWh: withdrawn, then injected; of M2 produced.",
            Arity = new(0, 2),
        };
        var initial = new Option<decimal[]>("--initial")
        {
            Description = "First totals of the new meter, in the same order.",
            Arity = new(0, 2),
        };
        final.AllowMultipleArgumentsPerToken = initial.AllowMultipleArgumentsPerToken = true;
        var who = new Option<string>("--who") { Description = "Who records it.", DefaultValueFactory = _ => Environment.UserName };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var command = new Command("swap", "Record that a meter gave way to another: its totals begin anew.")
        {
            data, community, point, meter, unit, at, final, initial, who, reason,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("device swap", async () =>
        {
            var (then, problem) = HistoryEndpoints.ReadAt(parse.GetValue(at));
            if (problem is not null || then is not { } instant || instant.ToUnixTimeSeconds() % 900 != 0)
                throw new UserFault("--at: found another instant, expected the start of a quarter such as 2026-10-25T11:15:00Z");
            var role = parse.GetValue(meter) switch
            {
                "M1" => MeterRole.Exchange,
                "M2" => MeterRole.Production,
                _ => throw new UserFault("--meter: found another meter, expected M1 or M2"),
            };
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var id = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            var numbers = await services.GetRequiredService<IRegistryView>().NumbersAsync(id, cancellation);
            if (ReadingsCommand.PointOf(numbers, parse.GetValue(point)!) is not { } number)
                throw new UserFault("--point: found no such point, expected one of the community");
            var registry = await services.GetRequiredService<ICommunityStore>().RegistryAsync(id, cancellation);
            var code = numbers.Points.First(one => one.Value == number).Key;
            if (UnitProblem(parse.GetValue(meter)!, parse.GetValue(unit), registry.Units[Pod.Parse(code, null)]) is { } misfit)
                throw new UserFault($"--unit: {misfit}");
            var swap = await services.GetRequiredService<IMeterSwapStore>().AddAsync(
                id,
                number,
                role,
                parse.GetValue(unit),
                Totals(role, instant, parse.GetValue(final) ?? []),
                Totals(role, instant, parse.GetValue(initial) ?? []),
                parse.GetValue(reason)!,
                parse.GetValue(who)!,
                cancellation);
            if (swap is null) throw new UserFault("--at: found a swap of this meter at this instant, expected a new one");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Swap {swap} recorded."));
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>What is wrong with the unit of a meter that was swapped; null when nothing is.</summary>
    public static string? UnitProblem(string meter, string? unit, IReadOnlyList<string> units) =>
        unit is { } named && !units.Contains(named) ? "found another unit, expected one of the point, or none"
            : unit is null && meter == "M2" && units.Count > 1
                ? $"found none, expected the one of the point's units that the meter measures: {string.Join(", ", units)}"
                : null;

    private static Cer.Exchange.UrbanDatasets.MeterSwap Totals(MeterRole role, Instant at, decimal[] kwh)
    {
        if (kwh.Any(total => total is < 0 or > 1_000_000_000m || decimal.Round(total, 6) != total))
            throw new UserFault("found another total, expected 0 to 1000000000 kWh with at most six decimals");
        Energy? first = kwh.Length > 0 ? Energy.FromKilowattHours(kwh[0]) : null;
        Energy? second = kwh.Length > 1 ? Energy.FromKilowattHours(kwh[1]) : null;
        return role == MeterRole.Production ? new(at, null, null, first) : new(at, second, first, null);
    }
}

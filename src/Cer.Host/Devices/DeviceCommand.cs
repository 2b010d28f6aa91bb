using System.CommandLine;
using System.Text.RegularExpressions;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Host.Data;
using Cer.Operations.Ports;

namespace Cer.Host.Devices;

/// <summary>The verb <c>device</c>: which devices there are, and which may publish over MQTT.</summary>
internal static partial class DeviceCommand
{
    public static Command Create() =>
        new("device", "The devices of a community: register them, let them publish over MQTT, or not any more.")
    {
        Add(), List(), Renew(), Retire(), SwapCommand.Create(), IdentifierCommand.Create(), Write(),
    };

    private static Command Add()
    {
        var (data, community, device) = (DataOption.Create(), Community(), Device());
        var pod = new Option<string?>("--pod") { Description = "The point it measures; left out, the device is registered already." };
        var meter = new Option<string>("--meter")
        {
            Description = "The meter it listens to: M1, of exchange, or M2, of production.",
            DefaultValueFactory = _ => "M1",
        };
        var unit = new Option<string?>("--unit") { Description = "The production unit it measures, where the point has several." };
        var bridge = new Option<string?>("--bridge")
        {
            Description =
                "The account of a cloud or gateway that publishes for it and for others; left out, it has its own.",
        };
        var command = new Command("add", "Register a device and let it publish; a new password is printed once.")
        {
            data, community, device, pod, meter, unit, bridge,
        };
        command.SetAction((parse, cancellation) => DevicesAsync("device add", DataOption.Folder(parse, data), async devices =>
        {
            var name = Formed("--device", parse.GetValue(device)!);
            var found = await devices.CommunityAsync(parse.GetValue(community)!, cancellation);
            await RegisterAsync(devices, found, name, parse.GetValue(pod), parse.GetValue(meter)!, parse.GetValue(unit), cancellation);
            var granted = await devices.GrantAsync(found, parse.GetValue(community)!, name,
                parse.GetValue(bridge) is { } account ? Formed("--bridge", account) : name, Environment.UserName, cancellation);
            await TellAsync(granted.ToDo);
            if (granted.NeedsConsent) await TellAsync(
                "Found no consent of the point's holder, expected one: until cer consent add records it, its readings wait.");
            Console.WriteLine($"topic     {granted.Topic}\nusername  {granted.Username}");
            Console.WriteLine(granted.Password is { } password ? $"password  {password}" : "password  the one it has");
        }, cancellation));
        return command;
    }

    private static async Task RegisterAsync(
        DeviceDesk devices, CommunityId community, string name, string? pod, string meter, string? unit, CancellationToken cancellation)
    {
        var registry = await devices.RegistryAsync(community, cancellation);
        if (pod is null)
        {
            if (!registry.Devices.ContainsKey(name)) throw new UserFault(
                $"--device: found {name} without --pod, expected one for a device that is new");
            return;
        }

        if (!Pod.TryParse(pod, null, out var point) || !registry.Knows(point))
            throw new UserFault($"--pod: found no point of the community, expected one that its definition names, in the form {Pod.Form}");
        var role = meter switch
        {
            "M1" => MeterRole.Exchange,
            "M2" => MeterRole.Production,
            _ => throw new UserFault($"--meter: found {meter}, expected M1 or M2"),
        };
        if (unit is not null && !registry.Units[point].Contains(unit))
            throw new UserFault(
                $"--unit: found {unit}, expected a unit of the point: "
                + $"{string.Join(", ", registry.Units[point].DefaultIfEmpty("it has none"))}");
        await devices.RegisterAsync(community, new(name, point, role, unit), Environment.UserName, cancellation);
    }

    private static Command List()
    {
        var (data, community) = (DataOption.Create(), Community());
        var command = new Command("list", "The devices of a community, and through which account each publishes.") { data, community };
        command.SetAction((parse, cancellation) => DevicesAsync("device list", DataOption.Folder(parse, data), async devices =>
        {
            var code = parse.GetValue(community)!;
            var found = await devices.CommunityAsync(code, cancellation);
            var accounts = (await devices.AccountsAsync(cancellation)).Where(account => account.Community == code)
                .SelectMany(account => account.Devices.Select(device => (Device: device, account.Username)))
                .ToDictionary(pair => pair.Device, pair => pair.Username, StringComparer.Ordinal);
            foreach (var (id, device) in (await devices.RegistryAsync(found, cancellation)).Devices.OrderBy(
                pair => pair.Key, CodePointOrder.Instance))
            {
                var meter = device.Meter == MeterRole.Production ? "M2" : "M1";
                Console.WriteLine(
                    $"{id}  {device.Pod.Code}  {meter}  {device.Unit ?? "-"}  "
                    + $"{(device.RetiredAt is null ? accounts.GetValueOrDefault(id, "not over MQTT") : "retired")}");
            }
        }, cancellation));
        return command;
    }

    private static Command Renew()
    {
        var (data, community, device) = (DataOption.Create(), Community(), Device());
        var reason = new Option<string>("--reason") { Description = "Why, such as stolen.", Required = true };
        var command = new Command("renew", "Give a device a new password, printed once; the old one is good no more.")
        {
            data, community, device, reason,
        };
        command.SetAction((parse, cancellation) => DevicesAsync("device renew", DataOption.Folder(parse, data), async devices =>
        {
            var (code, name) = (parse.GetValue(community)!, parse.GetValue(device)!);
            var found = await devices.CommunityAsync(code, cancellation);
            if (!(await devices.AccountsAsync(cancellation)).Any(account => account.Community == code && account.Name == name))
                throw new UserFault($"--device: found {name}, expected a device with a password of its own: cer device list shows them");
            await devices.NoteAsync(found, name, "mqtt renewed", parse.GetValue(reason)!, Environment.UserName, cancellation);
            var granted = await devices.GrantAsync(found, code, name, name, Environment.UserName, cancellation);
            await TellAsync(granted.ToDo);
            Console.WriteLine($"topic     {granted.Topic}\nusername  {granted.Username}\npassword  {granted.Password}");
        }, cancellation));
        return command;
    }

    private static Command Retire()
    {
        var (data, community, device) = (DataOption.Create(), Community(), Device());
        device.Description = "The device or bridge; of a bridge every device loses the right.";
        var reason = new Option<string>("--reason") { Description = "Why.", DefaultValueFactory = _ => "No reason given" };
        var command = new Command("retire", "Retire a device, by whatever door it speaks, or a bridge; it is put out at once.")
        {
            data, community, device, reason,
        };
        command.SetAction((parse, cancellation) => DevicesAsync("device retire", DataOption.Folder(parse, data), async devices =>
        {
            var name = parse.GetValue(device)!;
            var (done, toDo) = await devices.RetireAsync(
                await devices.CommunityAsync(parse.GetValue(community)!, cancellation),
                name, parse.GetValue(reason)!, Environment.UserName, cancellation);
            if (!done)
                throw new UserFault($"--device: found {name}, expected a device in service or a bridge: cer device list shows them");
            await TellAsync(toDo);
            Console.WriteLine($"{name} is retired: it may not publish any more, and what it sends does not count");
        }, cancellation));
        return command;
    }

    private static Command Write()
    {
        var data = DataOption.Create();
        var command = new Command("write", "Write the private broker's list of accounts anew from the store.") { data };
        command.SetAction((parse, cancellation) => DevicesAsync("device write", DataOption.Folder(parse, data), async devices =>
        {
            await TellAsync(await devices.WriteAsync(cancellation));
            Console.WriteLine($"{(await devices.AccountsAsync(cancellation)).Count} accounts of devices");
        }, cancellation));
        return command;
    }

    private static Task<int> DevicesAsync(string verb, string folder, Func<DeviceDesk, Task> work, CancellationToken cancellation) =>
        Guard.RunAsync(verb, async () =>
        {
            await using var services = await CerServices.OpenAsync(folder, TimeProvider.System, cancellation);
            await work(services.GetRequiredService<DeviceDesk>());
            return ExitCodes.Done;
        });

    private static Task TellAsync(string? toDo) => toDo is null ? Task.CompletedTask : Console.Error.WriteLineAsync(toDo);

    public static bool IsFormed(string name) => NameForm().IsMatch(name);

    private static string Formed(string option, string name) => NameForm().IsMatch(name)
        ? name
        : throw new UserFault(
            $"{option}: found {name.Length} characters, expected 1 to 64 letters, digits, dots, hyphens and "
            + $"underscores, as a topic can hold");

    private static Option<string> Community() => new("--community") { Description = "Code of the community.", Required = true };

    private static Option<string> Device() =>
        new("--device") { Description = "Id of the device as it writes it, such as c2g-0A1B2C3D4.", Required = true };

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex NameForm();
}

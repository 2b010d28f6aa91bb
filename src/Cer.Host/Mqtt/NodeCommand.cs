using System.CommandLine;
using Cer.Host.Data;
using Cer.Messaging.Mqtt;
using Cer.Operations.Intake;
using Cer.Operations.Intake.Chain2;
using Cer.Operations.Intake.Counters;
using Cer.Operations.Ports;

namespace Cer.Host.Mqtt;

/// <summary>The verb <c>node</c>: the servers that share the messages of the broker.</summary>
internal static class NodeCommand
{
    public static Command Create() =>
        new("node", "The servers that share the messages of the devices among themselves.") { Retire() };

    private static Command Retire()
    {
        var data = DataOption.Create();
        var name = new Option<string>("--name")
        {
            Description = "The account by which the node that is gone knew the broker, such as cer-2.",
            Required = true,
        };
        var command = new Command("retire", "Take in what the broker keeps for a node that will not come back, and end its share.")
        {
            data, name,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync(
            "node retire", () => RunAsync(DataOption.Folder(parse, data), parse.GetValue(name)!, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string name, CancellationToken cancellation)
    {
        var settings = Settings.Read(folder);
        if (settings.Mqtt is not { } broker)
            throw new UserFault("Found no broker in the settings, expected one: ./install.sh makes it.");
        await using var services = await CerServices.OpenAsync(folder, TimeProvider.System, cancellation);
        await using var take = ActivatorUtilities.CreateInstance<TakeReadings>(services);
        var frames = ActivatorUtilities.CreateInstance<TakeChain2>(services, take);
        var counters = ActivatorUtilities.CreateInstance<TakeCounters>(services, take);
        CounterRule[] rules = [.. (settings.Shellies ?? []).Select(shelly => shelly.Rule)];
        var own = new TakeOwnWords(
            counters, frames, services.GetRequiredService<IIntakeStore>(), rules, TimeProvider.System);
        var topics = ActivatorUtilities.CreateInstance<TakeTopicMessages>(services, take, own);
        try
        {
            var taken = await new RetireNode(broker with { Username = name }, topics, TimeProvider.System).RunAsync(cancellation);
            Console.WriteLine(taken is { } messages
                ? $"{name} has no share any more; {messages} messages that waited for it are taken in"
                : $"{name}: the broker keeps nothing for it");
            return ExitCodes.Done;
        }
        catch (MqttConnectionLost lost) when (lost.Reason == MqttReason.SessionTakenOver)
        {
            throw new UserFault($"--name: found {name} alive, expected a node that is gone: stop its server first.");
        }
        catch (MqttRefused refused) when (refused.IsLasting)
        {
            throw new UserFault($"--name: found {name}, expected an account of the program at the broker. {refused.Message}");
        }
    }
}

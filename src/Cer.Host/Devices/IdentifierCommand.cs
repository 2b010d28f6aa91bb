using System.CommandLine;
using Cer.Host.Data;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Devices;

/// <summary>The verb <c>device identifier</c>: the EnergyCommunityID that messages must name, where they name one.</summary>
internal static class IdentifierCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community.", Required = true };
        var set = new Option<string?>("--set") { Description = "The identifier by which ENEA knows the community." };
        var none = new Option<bool>("--none") { Description = "Take it back: messages may name any community." };
        var who = new Option<string>("--who") { Description = "Who declares it.", DefaultValueFactory = _ => Environment.UserName };
        var reason = new Option<string>("--reason") { Description = "Why.", DefaultValueFactory = _ => "No reason given" };
        var command = new Command("identifier", "Show or declare the EnergyCommunityID: messages that name another are kept apart.")
        {
            data, community, set, none, who, reason,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("device identifier", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var id = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            var store = services.GetRequiredService<IIdentifierStore>();
            var identifier = parse.GetValue(set)?.Trim();
            if (identifier is not null && parse.GetValue(none)) throw new UserFault("--none: found it beside --set, expected one of them");
            if (identifier is not null && IdentifierEndpoints.Problem(identifier) is { } misfit) throw new UserFault($"--set: {misfit}");
            if (identifier is not null || parse.GetValue(none))
            {
                var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
                await store.DeclareAsync(id, identifier, parse.GetValue(reason)!, parse.GetValue(who)!, now, cancellation);
            }

            Console.WriteLine((await store.FindAsync(id, cancellation))?.Identifier is { } stands
                ? $"Messages that name a community must name {stands}."
                : "None is declared: messages may name any community.");
            return ExitCodes.Done;
        }));
        return command;
    }
}

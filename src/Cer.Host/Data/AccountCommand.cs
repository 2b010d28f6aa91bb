using System.CommandLine;
using System.Security.Cryptography;
using Cer.Domain;
using Cer.Operations.Ports;

namespace Cer.Host.Data;

/// <summary>The verb <c>account</c>: who may push messages and readings for a community.</summary>
internal static class AccountCommand
{
    private const int PasswordBytes = 18;

    public static Command Create()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community it speaks for.", Required = true };
        var username = new Option<string>("--username") { Description = "Its name, unique in the installation.", Required = true };
        var solution = new Option<string?>("--solution")
        {
            Description = "The solution it sends for, part of its resource ids, such as ChainTwoCloud-7.",
        };
        var resources = new Option<string[]>("--resource")
        {
            Description = "A resource id it may use; repeat it for more; left out, every id of its solution.",
        };
        var devices = new Option<string[]>("--device")
        {
            Description = "A device it may speak for; repeat it for more. With neither this nor --pod it speaks for all of the community.",
        };
        var points = new Option<string[]>("--pod") { Description = "A point that its lists may tell of; repeat it for more." };
        var disable = new Option<bool>("--disable") { Description = "Take its rights away instead." };
        var command = new Command("account", "Make an account for the gateway, or give it a new password, which is printed once.")
        {
            data, community, username, solution, resources, devices, points, disable, List(), Revoke(),
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("account", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var password = Convert.ToBase64String(RandomNumberGenerator.GetBytes(PasswordBytes));
            var name = parse.GetValue(username)!;
            if (name.Length is 0 or > 100) throw new UserFault("--username: found nothing or more than 100 characters, expected a name");
            var account = new Account
            {
                Username = name,
                Community = await services.CommunityAsync(parse.GetValue(community)!, cancellation),
                Password = PasswordHash.Of(password),
                Solution = parse.GetValue(solution),
                Resources = parse.GetValue(resources) ?? [],
                Devices = parse.GetValue(devices) ?? [],
                Points = [.. (parse.GetValue(points) ?? []).Select(Point)],
                Enabled = !parse.GetValue(disable),
            };
            try
            {
                await services.GetRequiredService<IAccountStore>().SaveAsync(account, cancellation);
            }
            catch (InvalidOperationException refusal)
            {
                throw new UserFault(refusal.Message);
            }

            if (!parse.GetValue(disable)) await Console.Error.WriteLineAsync($"{name} speaks for {Scope(account)}");
            Console.WriteLine(parse.GetValue(disable) ? $"{name} may not log in any more" : password);
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>For whom an account speaks, in words.</summary>
    private static string Scope(Account account) => account.IsBound
        ? string.Join("; ", new[] { Of("devices", account.Devices), Of("points", account.Points) }.OfType<string>())
        : "all of its community: every device and point (bind it with --device or --pod)";

    private static string? Of(string kind, IReadOnlyList<string> names) => names.Count == 0 ? null : $"{kind} {string.Join(", ", names)}";

    private static Command List()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community.", Required = true };
        var command = new Command("list", "The accounts of a community, and for whom each speaks.") { data, community };
        command.SetAction((parse, cancellation) => Guard.RunAsync("account list", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var accounts = await services.GetRequiredService<IAccountStore>().ListAsync(
                await services.CommunityAsync(parse.GetValue(community)!, cancellation), cancellation);
            foreach (var account in accounts)
                Console.WriteLine($"{account.Username}  {(account.Enabled ? $"speaks for {Scope(account)}" : "may not log in")}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static string Point(string code) => Pod.TryParse(code, null, out var pod)
        ? pod.Code
        : throw new UserFault($"--pod: found another form, expected {Pod.Form}");

    private static Command Revoke()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community it speaks for.", Required = true };
        var username = new Option<string>("--username") { Description = "The account.", Required = true };
        var command = new Command("revoke", "Take back every token of an account at once; its password stays good.")
        {
            data, community, username,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("account revoke", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var name = parse.GetValue(username)!;
            if (!await services.GetRequiredService<IAccountStore>().RevokeAsync(
                    await services.CommunityAsync(parse.GetValue(community)!, cancellation), name, cancellation))
                throw new UserFault("--username: found no account of this community, expected one");
            Console.WriteLine($"{name}: its tokens are good no longer; it may log in again with its password");
            return ExitCodes.Done;
        }));
        return command;
    }
}

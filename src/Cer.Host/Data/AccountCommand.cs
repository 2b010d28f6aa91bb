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
            Description = "A device it may speak for; repeat it for more; left out with --pod too, every one of the community.",
        };
        var points = new Option<string[]>("--pod") { Description = "A point that its lists may tell of; repeat it for more." };
        var disable = new Option<bool>("--disable") { Description = "Take its rights away instead." };
        var command = new Command("account", "Make an account for the gateway, or give it a new password, which is printed once.")
        {
            data, community, username, solution, resources, devices, points, disable, Revoke(),
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("account", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var password = Convert.ToBase64String(RandomNumberGenerator.GetBytes(PasswordBytes));
            var name = parse.GetValue(username)!;
            if (name.Length is 0 or > 100) throw new UserFault("--username: found nothing or more than 100 characters, expected a name");
            try
            {
                await services.GetRequiredService<IAccountStore>().SaveAsync(
                    new()
                    {
                        Username = name,
                        Community = await services.CommunityAsync(parse.GetValue(community)!, cancellation),
                        Password = PasswordHash.Of(password),
                        Solution = parse.GetValue(solution),
                        Resources = parse.GetValue(resources) ?? [],
                        Devices = parse.GetValue(devices) ?? [],
                        Points = [.. (parse.GetValue(points) ?? []).Select(Point)],
                        Enabled = !parse.GetValue(disable),
                    },
                    cancellation);
            }
            catch (InvalidOperationException refusal)
            {
                throw new UserFault(refusal.Message);
            }

            Console.WriteLine(parse.GetValue(disable) ? $"{name} may not log in any more" : password);
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

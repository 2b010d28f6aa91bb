using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>The verb <c>mail</c>: tries the way letters go, lists them, puts them again, takes in reports of non-delivery.</summary>
internal static class MailCommand
{
    public static Command Create() =>
        new("mail", "Letters: try the mail server, list what was sent, put again what failed, take in reports.")
    {
        Test(), List(), Retry(), Bounce(),
    };

    private static Command Test()
    {
        var data = DataOption.Create();
        var to = new Option<string>("--to") { Description = "The address that gets a letter of trial.", Required = true };
        var command = new Command(
            "test", "Send a letter of trial at once, past the outbox, and say what the server answered.") { data, to };
        command.SetAction((parse, cancellation) => Guard.RunAsync("mail test", async () =>
        {
            if (!EmailAddress.TryParse(parse.GetValue(to), null, out var address))
                throw new UserFault($"--to: found no address, expected {EmailAddress.Form}");
            var way = MailWay.Of(Settings.Read(DataOption.Folder(parse, data)));
            var outcome = await TrialLetter.SendAsync(way, address, TimeProvider.System, cancellation);
            if (outcome is not CarryOutcome.Accepted) throw new CarrierClosed(
                outcome.Problem ?? "The letter was not sent.", true);
            Console.WriteLine(way.Server is { } server ? $"{server} took the letter" : $"the letter is in {way.Folder}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command List()
    {
        var (data, community) = (DataOption.Create(), Community());
        var all = new Option<bool>("--all") { Description = "Those that were sent too." };
        var command = new Command(
            "list",
            "The letters of a community that wait, failed, bounced or are uncertain, newest first.") { data, community, all };
        command.SetAction((parse, cancellation) => Guard.RunAsync("mail list", async () =>
        {
            await using var services =
                await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var found = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            var letters = services.GetRequiredService<ILetterStore>();
            const int Page = 500;
            for (long? before = null; ;)
            {
                var page = await letters.ListAsync(found, before, Page, cancellation);
                foreach (var letter in page.Where(letter => parse.GetValue(all) || letter.Standing.State != LetterState.Sent))
                {
                    var row = LetterRow.Of(letter);
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.Id}  {row.State}  {row.At}  {row.Attempts} attempts  {row.To}  {row.Subject}{(row.Problem is null
                            ? "" : $"\n    {row.Problem}")}"));
                }

                if (page.Count < Page) return ExitCodes.Done;
                before = page[^1].Standing.Id;
            }
        }));
        return command;
    }

    private static Command Retry()
    {
        var (data, community) = (DataOption.Create(), Community());
        var ids = new Argument<long[]>(
            "ID")
        { Description = "Numbers of letters, as the list has them.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(
            "retry",
            "Put letters that failed, bounced or are uncertain into the queue again; the same Message-ID goes with them.")
        {
            data, community, ids,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("mail retry", async () =>
        {
            await using var services =
                await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var found = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            var exit = ExitCodes.Done;
            foreach (var id in parse.GetValue(ids)!)
            {
                var was = await services.GetRequiredService<ILetterStore>().RetryAsync(
                    found, id, Environment.UserName, cancellation);
                var isPut = was is LetterState.Failed or LetterState.Bounced or LetterState.Uncertain or LetterState.Withheld;
                if (!isPut) exit = ExitCodes.WrongInput;
                Console.WriteLine(isPut
                    ? $"{id} waits again"
                    : $"{id}: found {Found(was)}, expected one that failed, bounced or is uncertain");
            }

            return exit;
        }));
        return command;
    }

    private static Command Bounce()
    {
        var data = DataOption.Create();
        var file = new Argument<string[]>(
            "FILE")
        { Description = "Messages as they came in, one in each file.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(
            "bounce",
            "Take in reports of non-delivery: the letters that they are about are called bounced.") { data, file };
        command.SetAction((parse, cancellation) => Guard.RunAsync("mail bounce", async () =>
        {
            await using var services =
                await CerServices.OpenAsync(DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var exit = ExitCodes.Done;
            foreach (var path in parse.GetValue(file)!)
            {
                if (!File.Exists(path)) throw new UserFault($"Found no file {path}, expected a message.");
                var bounce = await BounceFolder.ReadAsync(path, cancellation);
                if (bounce is null) exit = ExitCodes.WrongInput;
                Console.WriteLine(bounce is null
                    ? $"{path}: found no report of a letter that was not delivered, expected one (multipart/report)"
                    : $"{path}: {await services.GetRequiredService<ILetterStore>().BounceAsync(bounce, cancellation)} letters bounced");
            }

            return exit;
        }));
        return command;
    }

    private static string Found(LetterState? state) =>
        state is { } word ? $"a letter that is {LetterRow.StateWord(word)}" : "no such letter";

    private static Option<string> Community() => new("--community") { Description = "Code of the community.", Required = true };
}

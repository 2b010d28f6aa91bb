using System.CommandLine;
using Cer.Host.Data;

namespace Cer.Host.People;

/// <summary>The verb <c>person</c>: who may sign in. Whoever holds the data folder is trusted.</summary>
internal static class PersonCommand
{
    private static string Signature => $"cli:{Environment.UserName}";

    public static Command Create() => new("person", "The people who may sign in: add, list, invite anew, disable.")
    {
        Add(), List(), Invite(), Disable(),
    };

    private static Command Add()
    {
        var (data, login) = (DataOption.Create(), Login());
        var name = new Option<string?>("--name") { Description = "How the person is called (default: the login)." };
        var email = new Option<string?>("--email") { Description = "Where mail for the person goes." };
        var role = new Option<string>(
            "--role")
        { Description = $"{string.Join(", ", RoleWords.All)}.", Required = true };
        var community = new Option<string?>(
            "--community")
        {
            Description =
            "The community of the role (default: every community; a member needs one)."
        };
        var member = new Option<string?>(
            "--member")
        { Description = "With the role member: which member, by its id in community.yaml." };
        var first = new Option<bool>("--if-first") { Description = "Do nothing when there is somebody already." };
        var unknown = new Option<bool>("--if-new") { Description = "Do nothing when the login is taken." };
        var command = new Command(
            "add", "Add a person and print a link, good for a week, by which the person chooses a password.")
        {
            data, login, name, email, role, community, member, first, unknown,
        };
        command.SetAction((parse, cancellation) => RunAsync("person add", DataOption.Folder(parse, data), async desk =>
        {
            var who = parse.GetValue(login)!;
            var person = new NewPerson(
                who,
                parse.GetValue(name) ?? who,
                parse.GetValue(email),
                [await desk.RoleAsync(
                    parse.GetValue(role)!, parse.GetValue(community), parse.GetValue(member), cancellation)]);
            switch (await desk.Manage.AddAsync(person, null, Signature, parse.GetValue(first), cancellation))
            {
                case ManageOutcome.Invited { Invite: var invite }: desk.Print(who, invite); break;
                case ManageOutcome.Taken when parse.GetValue(first) || parse.GetValue(unknown): break;
                case ManageOutcome.Taken taken: throw new UserFault(taken.Sentence);
                case ManageOutcome.Refused refused: throw new UserFault(refused.Sentence);
            }
        }, cancellation));
        return command;
    }

    private static Command List()
    {
        var data = DataOption.Create();
        var command = new Command("list", "The people, what they may do, and when they were last seen.") { data };
        command.SetAction((parse, cancellation) => RunAsync("person list", DataOption.Folder(parse, data), async desk =>
        {
            foreach (var known in await desk.Manage.ListAsync(null, cancellation))
            {
                var view = PersonView.Of(known, []);
                var roles = string.Join(
                    ", ", view.Roles.Select(
                    role => role.Community is null ? role.Role : $"{role.Role} of {role.Community}"));
                Console.WriteLine(
                    $"{view.Login}  {view.State}  {roles}"
                    + $"  {(view.Totp ? "with codes" : "without codes")}  {view.LastSeenAt ?? "never seen"}");
            }
        }, cancellation));
        return command;
    }

    private static Command Invite()
    {
        var data = DataOption.Create();
        var login = new Argument<string?>("login")
        {
            Description = "What the person signs in with.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var everybody = new Option<bool>("--everybody")
        {
            Description = "Everybody who has no password, as after a restore; nobody who is disabled.",
        };
        var command = new Command(
            "invite", "Print a new link, good for a week, by which a person chooses a new password;"
            + " it also takes codes of a lost app away, and lets a disabled person in again.") { data, login, everybody };
        command.SetAction(
            (parse, cancellation) => RunAsync("person invite", DataOption.Folder(parse, data), async desk =>
        {
            if (parse.GetValue(everybody))
            {
                foreach (var one in await desk.Manage.ListAsync(null, cancellation))
                {
                    if (one.State == PersonState.Invited && await desk.Manage.InviteAsync(
                        one.Person.Id, null, Signature, cancellation) is ManageOutcome.Invited { Invite: var made })
                        desk.Print(one.Person.Login, made);
                }

                return;
            }

            var who = parse.GetValue(login) ?? throw new UserFault("Found no login, expected one, or --everybody.");
            var id = await desk.FindAsync(who, cancellation);
            if (await desk.Manage.InviteAsync(
                id, null, Signature, cancellation) is ManageOutcome.Invited { Invite: var invite }) desk.Print(
                who, invite);
        }, cancellation));
        return command;
    }

    private static Command Disable()
    {
        var (data, login) = (DataOption.Create(), Login());
        var command = new Command(
            "disable", "Sign a person out everywhere and let the person in no more.") { data, login };
        command.SetAction(
            (parse, cancellation) => RunAsync("person disable", DataOption.Folder(parse, data), async desk =>
        {
            var who = parse.GetValue(login)!;
            var outcome = await desk.Manage.DisableAsync(
                await desk.FindAsync(who, cancellation), null, Signature, cancellation);
            if (outcome is ManageOutcome.Taken taken) throw new UserFault(taken.Sentence);
            Console.WriteLine($"{who} may not sign in any more");
        }, cancellation));
        return command;
    }

    private static Argument<string> Login() => new("login") { Description = "What the person signs in with." };

    private static Task<int> RunAsync(
        string verb, string folder, Func<PersonDesk, Task> work, CancellationToken cancellation) =>
        Guard.RunAsync(verb, async () =>
    {
        await using var services = await CerServices.OpenAsync(folder, TimeProvider.System, cancellation);
        await work(new(services, Settings.Read(folder)));
        return ExitCodes.Done;
    });

    /// <summary>What the verbs share.</summary>
    private sealed class PersonDesk(IServiceProvider services, Settings settings)
    {
        public ManagePeople Manage { get; } = services.GetRequiredService<ManagePeople>();

        public async Task<PersonRole> RoleAsync(
            string word, string? code, string? member, CancellationToken cancellation)
        {
            if (RoleWords.Of(word) is not { } role) throw new UserFault(
                $"--role: found {word}, expected {string.Join('|', RoleWords.All)}");
            if ((role == Role.Member) != (member is not null)) throw new UserFault(
                "--member: expected it with the role member, and with no other");
            if (role == Role.Member && code is null) throw new UserFault(
                "--community: expected one for the role member");
            if (code is null) return new(role, null, null, null);
            var community = await services.CommunityAsync(code, cancellation);
            if (member is null) return new(role, community, code, null);
            return await services.GetRequiredService<IMemberNumbers>()
                .FindAsync(community, member, cancellation) is { } number
                ? new(role, community, code, number)
                : throw new UserFault(
                    $"--member: found no member {member} in {code}, expected an id of its community.yaml");
        }

        public async Task<int> FindAsync(string login, CancellationToken cancellation) =>
            (await services.GetRequiredService<IPeopleStore>().CredentialsAsync(login, cancellation))?.Person
            ?? throw new UserFault($"Found nobody called {login}, expected a login that 'cer person list' shows.");

        public void Print(string login, MadeInvite invite) => Console.WriteLine(new InvitePlace(settings).Line(login, invite));
    }
}

using Cer.Operations.Mail;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.People;

/// <summary>Who may sign in, for those who run the house or a community.</summary>
internal static class PeopleEndpoints
{
    private const int MostRoles = 100;

    public static void MapPeopleList(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/people").WithTags("People")
            .RequireRoles(Role.Administrator).AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", ListAsync).WithSummary("The people of the communities that one runs.");
        group.MapPost("", AddAsync).WithSummary("Adds a person and makes an invite, good for a week.");
        group.MapPost("/{id:int}/invite", InviteAsync)
            .WithSummary("Another invite; the earlier ones end, and a disabled person may come back.");
        group.MapPut("/{id:int}", ChangeAsync)
            .WithSummary("Changes name, e-mail and roles, each as a whole; never the last administrator away.");
        group.MapDelete("/{id:int}", DisableAsync)
            .WithSummary("Ends sessions and invites of a person, who may not sign in any more.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, ManagePeople manage, ILetterChoices choices)
    {
        // Where one runs the house: what a person wants of another community is not told here.
        CommunityId?[] own = [.. context.Person().Roles.Where(role => role.Role == Role.Administrator).Select(role => role.Community)];
        var stopped = await choices.StoppedAsync(
            own.Contains(null) ? null : [.. own.OfType<CommunityId>()], context.RequestAborted);
        var people = await manage.ListAsync(context.Person(), context.RequestAborted);
        return TypedResults.Ok(people.Select(one => PersonView.Of(one, stopped[one.Person.Id])).ToArray());
    }

    private static async Task<IResult> AddAsync(HttpContext context, ManagePeople manage, RoleReader reader)
    {
        var asked = await JsonBody.ReadAsync<Addition>(context);
        var change = await ReadAsync(new(asked.Name, asked.Email, asked.Roles), reader, context.RequestAborted);
        var person = new NewPerson(JsonBody.Needed(asked.Login, "login"), change.Name, change.Email, change.Roles);
        var by = context.Person();
        return Answer(
            await manage.AddAsync(person, by, by.Signature, onlyFirst: false, context.RequestAborted),
            StatusCodes.Status201Created);
    }

    private static async Task<IResult> InviteAsync(HttpContext context, int id, ManagePeople manage) => Answer(
        await manage.InviteAsync(id, context.Person(), context.Person().Signature, context.RequestAborted),
            StatusCodes.Status200OK);

    private static async Task<IResult> DisableAsync(HttpContext context, int id, ManagePeople manage) => Answer(
        await manage.DisableAsync(id, context.Person(), context.Person().Signature, context.RequestAborted),
            StatusCodes.Status204NoContent);

    private static async Task<IResult> ChangeAsync(
        HttpContext context, int id, ManagePeople manage, RoleReader reader)
    {
        var asked = await JsonBody.ReadAsync<Change>(context);
        var change = await ReadAsync(asked, reader, context.RequestAborted);
        var by = context.Person();
        return Answer(
            await manage.ChangeAsync(id, change, by, by.Signature, context.RequestAborted),
            StatusCodes.Status204NoContent);
    }

    private static async Task<PersonChange> ReadAsync(Change asked, RoleReader reader, CancellationToken cancellation)
    {
        if (asked.Roles is not { Count: > 0 and <= MostRoles })
            throw new BadHttpRequestException($"Found no roles or too many, expected 1 to {MostRoles}.");
        var roles = new List<PersonRole>();
        foreach (var role in asked.Roles) roles.Add(await reader.ReadAsync(role, cancellation));
        return new(
            JsonBody.Needed(asked.Name, "name").Trim(),
            string.IsNullOrWhiteSpace(asked.Email) ? null : asked.Email.Trim(),
            roles);
    }

    private static IResult Answer(ManageOutcome outcome, int status) => outcome switch
    {
        ManageOutcome.Done => TypedResults.NoContent(),
        ManageOutcome.Invited { Invite: var invite } => TypedResults.Json(
            new
            {
                Id = invite.Person,
                InvitePath = invite.Path,
                ExpiresAt = InstantPattern.General.Format(invite.ExpiresAt)
            },
            statusCode: status),
        ManageOutcome.Refused refused => Answers.Problem(
            refused.Sentence, StatusCodes.Status400BadRequest, refused.Field),
        ManageOutcome.NotAllowed notAllowed => Answers.Problem(notAllowed.Sentence, StatusCodes.Status403Forbidden),
        ManageOutcome.Taken taken => Answers.Problem(taken.Sentence, StatusCodes.Status409Conflict, taken.Field),
        _ => Answers.Problem("Found no such person, expected one of the list.", StatusCodes.Status404NotFound),
    };

    private sealed record Change(string? Name, string? Email, IReadOnlyList<RoleView?>? Roles);

    private sealed record Addition(string? Login, string? Name, string? Email, IReadOnlyList<RoleView?>? Roles);
}

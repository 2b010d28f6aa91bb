using System.Globalization;
using System.Text.Json.Nodes;
using Cer.Workflows.Hosting;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>A task that an instance asks people to do: for whom it is, by when, and what it asks.</summary>
/// <remarks>
/// Said in what the activity gives as payload: <c>assignee</c> (a login, or a role), <c>role</c> or <c>roles</c>, <c>dueAt</c> or
/// <c>dueInDays</c>, <c>text</c>, <c>form: {fields: [{name, label, type, required, options}]}</c>.
/// </remarks>
internal sealed class OpenTask
{
    private readonly OpenBookmark _bookmark;
    private readonly OrderedDictionary<string, object?> _asked;

    public OpenTask(OpenBookmark bookmark)
    {
        _bookmark = bookmark;
        _asked = bookmark.Payload.GetValueOrDefault("payload") as OrderedDictionary<string, object?> ?? [];
        Assignee = Said("assignee");
        Roles = [.. Words("role").Concat(Words("roles")).Append(Assignee ?? "").Select(RoleWords.Of).OfType<Role>().Distinct()];
        if (RoleWords.Of(Assignee) is not null) Assignee = null;
        CreatedAt = Instant(bookmark.Payload.GetValueOrDefault("createdAt"));
        DueAt = Instant(bookmark.Payload.GetValueOrDefault("dueAt")) ?? Instant(_asked.GetValueOrDefault("dueAt"));
    }

    public string TaskId => ValueText.Of(_bookmark.Payload.GetValueOrDefault("taskId"));

    /// <summary>The login of the one who is to do it; null when a role is asked.</summary>
    public string? Assignee { get; }

    public IReadOnlyList<Role> Roles { get; }

    public DateTimeOffset? CreatedAt { get; }

    public DateTimeOffset? DueAt { get; }

    /// <summary>The questions that must be answered.</summary>
    public IEnumerable<TaskQuestion> Questions => TaskQuestion.Of(_asked);

    /// <summary>Whether it is for this person: the one who is named, who has a role that is asked, else who runs the house.</summary>
    public bool IsFor(Person person, string community) => Assignee is { } login
        ? string.Equals(login, person.Login, StringComparison.OrdinalIgnoreCase)
        : Roles.Count > 0
            ? person.Has(community, Roles)
            : person.Has(community, Role.Administrator, Role.Operator);

    public JsonObject Shown(Person person, string community, DateTimeOffset now)
    {
        var sample = new TrialSample();
        return new()
        {
            ["taskId"] = TaskId,
            ["instanceId"] = _bookmark.InstanceId,
            ["bookmarkId"] = _bookmark.Id,
            ["definitionId"] = _bookmark.DefinitionId,
            ["definitionName"] = _bookmark.Name,
            ["activityId"] = _bookmark.ActivityId,
            ["taskName"] = sample.Cut(ValueText.Of(_bookmark.Payload.GetValueOrDefault("taskName"))),
            ["payload"] = sample.Of(_bookmark.Payload.GetValueOrDefault("payload")),
            ["assignee"] = Assignee ?? (Roles.Count > 0 ? string.Join(", ", Roles.Select(role => role.Word())) : null),
            ["dueAt"] = DueAt,
            ["isOverdue"] = DueAt < now,
            ["createdAt"] = CreatedAt,
            ["mine"] = IsFor(person, community),
        };
    }

    private string? Said(string name) =>
        _asked.GetValueOrDefault(name) is string text && text.Trim() is { Length: > 0 } said ? said : null;

    private IEnumerable<string> Words(string name) => _asked.GetValueOrDefault(name) switch
    {
        string text => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries),
        List<object?> list => list.OfType<string>(),
        _ => [],
    };

    private static DateTimeOffset? Instant(object? value) => value switch
    {
        DateTimeOffset at => at,
        string text when DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => at,
        _ => null,
    };
}

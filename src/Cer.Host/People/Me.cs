using System.Text.Json.Serialization;

namespace Cer.Host.People;

/// <summary>The person who is signed in, as the pages know it.</summary>
internal sealed record Me(string Login, string Name, string Language, bool Totp, IReadOnlyList<RoleView> Roles)
{
    /// <summary>Whether Home Assistant signs the person in, so that signing out here means nothing.</summary>
    public bool Home { get; init; }

    /// <summary>For whom the person may act today; null for whoever is nobody's delegate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MandateView>? ActsFor { get; init; }

    public static Me Of(Person person) =>
        new(person.Login, person.Name, person.Language, person.Totp, [.. person.Roles.Select(RoleView.Of)]);

    /// <summary>The same with for whom the person acts, as the database tells it for the session.</summary>
    public static async Task<Me> OfAsync(HttpContext context, Person person, SecretToken? session) =>
        Of(person) with { ActsFor = await MandateView.OfAsync(context, person, session) };
}

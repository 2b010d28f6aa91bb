using Cer.Operations.People.Tokens;

namespace Cer.Host.People;

/// <summary>The person behind a request.</summary>
internal static class SignedInPerson
{
    private static readonly object Key = new();
    private static readonly object HomeKey = new();
    private static readonly object TokenKey = new();

    /// <summary>The person who is signed in.</summary>
    /// <exception cref="InvalidOperationException">The endpoint has no guard that asks for one.</exception>
    public static Person Person(this HttpContext context) => context.Items[Key] as Person
        ?? throw new InvalidOperationException(
            "Found no person behind the request, expected an endpoint with a guard.");

    /// <summary>Whether the person entered as a linked user of Home Assistant, and not by a session.</summary>
    public static bool CameFromHome(this HttpContext context) => context.Items[HomeKey] is true;

    /// <summary>By which token of the person a program calls; null when the person does.</summary>
    public static long? Token(this HttpContext context) => context.Items[TokenKey] as long?;

    internal static void SetBearer(this HttpContext context, TokenBearer bearer)
    {
        context.SetPerson(bearer.Person);
        context.Items[TokenKey] = bearer.Token;
    }

    internal static void SetPerson(this HttpContext context, Person person, bool fromHome = false)
    {
        context.Items[Key] = person;
        if (fromHome) context.Items[HomeKey] = true;
    }
}

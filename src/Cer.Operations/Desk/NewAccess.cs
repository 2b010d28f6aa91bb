using Cer.Operations.Mail;
using Cer.Operations.People;

namespace Cer.Operations.Desk;

/// <summary>An account that somebody is to have, with what is written to the address of it.</summary>
/// <param name="Address">Where letters go, and by what an account that is there is found.</param>
/// <param name="Name">How the person is called where an account is made.</param>
/// <param name="Invite">The token of the invite, sealed in its letter.</param>
/// <param name="Letter">Invites to an account that is made, or was never entered.</param>
/// <param name="Notice">Tells the owner of an account that is in use; null where an account is made in any case.</param>
public sealed record NewAccess(EmailAddress Address, string Name, SecretToken Invite, Letter Letter, Letter? Notice)
{
    /// <summary>What an account that is made is signed in with, as long as nobody else has it.</summary>
    public string Login
    {
        get
        {
            var word = string.Concat($"{Address}".ToLowerInvariant().Select(letter =>
                char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '@' or '+' or '-' ? letter : '.'))
                .TrimStart('.', '_', '@', '+', '-');
            return word.Length > LongestLogin ? word[..LongestLogin] : word;
        }
    }

    private const int LongestLogin = 90;
}

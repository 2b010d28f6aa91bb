using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Tests.People;

/// <summary>Passwords, tokens, sealed secrets, and by what attempts are counted.</summary>
public class SecretTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("breve", "Found a password of 5 characters, expected 12 to 200.")]
    [InlineData("abababababababab", "Found a password of fewer than 5 different characters, expected more of them.")]
    [InlineData("la-mia-ANNA-forte", "Found the login in the password, expected one without it.")]
    [InlineData("quattro parole qualsiasi", null)]
    public void A_password_is_long_and_its_own(string password, string? problem) =>
        Assert.Equal(problem, PasswordRule.Problem(password, "anna"));

    // Not in an attribute: there it would be mended.
    [Fact]
    public void A_password_of_broken_characters_is_refused() => Assert.Equal(
        "Found a password with broken characters, expected text.",
            PasswordRule.Problem("frase con \ud800 rotta", "anna"));

    [Fact]
    public async Task The_same_letters_from_another_keyboard_are_the_same_password()
    {
        using var passwords = new PasswordCheck();
        var composed = await passwords.HashAsync("perch\u00e9 no, dodici", Cancellation);
        Assert.True(await passwords.FitsAsync(composed, "perche\u0301 no, dodici", Cancellation));
        Assert.False(await passwords.FitsAsync(composed, "perche no, dodici", Cancellation));
        Assert.Equal(600_000, composed.Rounds);
    }

    // 600 000 rounds take longer than this on every machine; a higher load only adds to it.
    [Fact]
    public async Task Without_a_password_the_answer_is_no_and_takes_a_derivation()
    {
        using var passwords = new PasswordCheck();
        await passwords.FitsAsync(null, "nobody", Cancellation);
        var began = Stopwatch.GetTimestamp();
        Assert.False(await passwords.FitsAsync(null, "nobody", Cancellation));
        Assert.True(Stopwatch.GetElapsedTime(began) > TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task What_is_no_text_fits_no_password_not_even_the_empty_one()
    {
        using var passwords = new PasswordCheck();
        var empty = PasswordHash.Of("");
        Assert.False(await passwords.FitsAsync(empty, "\ud800", Cancellation));
        Assert.False(await passwords.FitsAsync(empty, new string('a', 100_000), Cancellation));
    }

    [Fact]
    public void A_sealed_secret_opens_with_its_key_for_its_person_alone()
    {
        var box = new SecretBox(RandomNumberGenerator.GetBytes(SecretBox.KeyBytes));
        byte[] secret = [1, 2, 3, 4, 5];
        var whole = box.Seal(secret, 7);
        Assert.Equal(secret, box.Open(whole, 7));
        Assert.NotEqual(whole, box.Seal(secret, 7));
        Assert.Null(box.Open(whole, 8));
        Assert.Null(new SecretBox(RandomNumberGenerator.GetBytes(SecretBox.KeyBytes)).Open(whole, 7));
        Assert.Null(box.Open([.. whole[..^1], (byte)(whole[^1] ^ 1)], 7));
        Assert.Null(box.Open([1, 2], 7));
    }

    [Fact]
    public void A_token_is_random_is_found_by_its_hash_and_tells_nothing_of_itself()
    {
        var token = SecretToken.New();
        Assert.Equal(token.Hash, SecretToken.Of(token.Text)!.Hash);
        Assert.NotEqual(token.Text, SecretToken.New().Text);
        Assert.DoesNotContain(token.Text, $"{token}", StringComparison.Ordinal);
        foreach (var text in new[] { null, "", "x", token.Text + "A", token.Text[..^1] + "!" }) Assert.Null(
            SecretToken.Of(text));
    }

    [Fact]
    public void Attempts_are_counted_by_login_with_address_and_by_address_and_a_network_is_one_address()
    {
        var (here, there) = (Keys("anna", "192.0.2.1"), Keys("anna", "192.0.2.2"));
        Assert.NotEqual(here[0], there[0]);
        Assert.NotEqual(here[1], there[1]);
        Assert.Equal(here[1], Keys("bruno", "192.0.2.1")[1]);
        Assert.Equal(here, Keys("anna", "::ffff:192.0.2.1"));
        Assert.Equal(Keys("anna", "2001:db8:1:2::1"), Keys("anna", "2001:db8:1:2:ffff::9"));
        Assert.NotEqual(Keys("anna", "2001:db8:1:2::1"), Keys("anna", "2001:db8:1:3::1"));

        static string[] Keys(string login, string address) =>
            [.. AttemptKey.Of(login, IPAddress.Parse(address)).Select(key => Convert.ToHexString(key.Hash))];
    }
}

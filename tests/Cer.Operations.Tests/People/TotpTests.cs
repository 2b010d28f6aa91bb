using System.Text;
using Cer.Operations.People;

namespace Cer.Operations.Tests.People;

/// <summary>Codes of apps, by the vectors of their RFCs.</summary>
public class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the rows of SHA1.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_rfc_6238(long second, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(second)), 8));

    // RFC 4226, appendix D.
    [Fact]
    public void Codes_of_six_digits_are_those_of_rfc_4226() => Assert.Equal(
        ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"],
        Enumerable.Range(0, 10).Select(step => Totp.Code(Secret, step)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_off_by_one_step(int off, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = Totp.StepAt(now) + off;
        Assert.Equal(taken ? step : null, Totp.StepOf(Totp.Code(Secret, step), Secret, now));
    }

    // RFC 4648, section 10: five letters are a whole group. The second is the secret of the vectors as apps show it.
    [Theory]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    public void Secrets_are_written_in_base_32(string bytes, string text) =>
        Assert.Equal(text, Totp.Base32(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void The_address_for_the_picture_is_as_apps_read_it() => Assert.Equal(
        "otpauth://totp/CerAutomation:anna%40comune.example?secret=MZXW6YTB&issuer=CerAutomation&algorithm=SHA1&digits=6&period=30",
        Totp.Uri("anna@comune.example", "MZXW6YTB"));
}

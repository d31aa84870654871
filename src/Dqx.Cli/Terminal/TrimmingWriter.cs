using System.Text;

namespace Dqx.Cli.Terminal;

/// <summary>Drops the spaces with which tables fill their last column: in a file they only make long lines.</summary>
internal sealed class TrimmingWriter(TextWriter inner) : TextWriter
{
    private int _spaces;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        switch (value)
        {
            case ' ':
                _spaces++;
                return;
            case '\n':
                _spaces = 0;
                break;
        }

        for (; _spaces > 0; _spaces--)
        {
            inner.Write(' ');
        }

        inner.Write(value);
    }

    public override void Flush() => inner.Flush();
}

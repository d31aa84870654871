public class Helper
{
}

import { verifyBooks } from '../../actions/verify-books.ts'
import { adminRoute } from './route.ts'

export const verifyRoutes = [adminRoute('GET', '/admin/verify', (call) => verifyBooks(call.parts))]
